namespace ImageProvenance.Benchmarks;

/// <summary>The requests for one verdict on a tag that is signed by two bundles, with every place for evidence looked at.</summary>
internal static class RequestCount
{
    private const int Most = 9;

    public static async Task<int> ShowAsync()
    {
        await using var signed = await SignedInRegistry.StartAsync();
        using var verifier = new ImageVerifier(new ImageVerifierOptions { Credentials = Oci.AnonymousCredentials.Instance });
        var report = await verifier.VerifyAsync(signed.Request, signed.Policy);

        string[] requests = [.. signed.Registry.Requests.Select(request => request.ToString())];
        foreach (string request in requests)
            Console.WriteLine(request);
        int twice = requests.Length - requests.Distinct().Count();
        Console.WriteLine($"{requests.Length} requests (at most {Most} wanted), {twice} asked twice, {report.Statistics.Bytes} bytes: {report.Decision}");
        return report.IsAllowed && requests.Length <= Most && twice == 0 ? 0 : 1;
    }
}
