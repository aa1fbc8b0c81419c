namespace ImageProvenance.Oci;

/// <summary>
/// What a request away from its registry may say. Handlers of the host may have added headers for the registry (a key of
/// its gateway, an authorization); they end here, however they came.
/// </summary>
internal static class AwayHeaders
{
    private static readonly string[] Kept = ["Accept", "User-Agent"];

    public static void Keep(HttpRequestMessage request, Hop hop)
    {
        foreach (string name in request.Headers.NonValidated.Select(header => header.Key).ToList())
        {
            if (!Kept.Contains(name, StringComparer.OrdinalIgnoreCase))
                request.Headers.Remove(name);
        }

        request.Headers.Authorization = hop.Authorization;
    }
}
