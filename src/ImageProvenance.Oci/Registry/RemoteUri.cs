namespace ImageProvenance.Oci;

/// <summary>
/// Addresses that a remote side wrote. <see cref="Uri"/> takes hosts that are no names in DNS, and throws only when one is
/// asked for as such (an <c>xn--</c> with letters beyond ASCII): what is read here can be asked everything.
/// </summary>
internal static class RemoteUri
{
    /// <summary>Reads an absolute address; null where it is none.</summary>
    public static Uri? Read(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && IsSound(address) ? address : null;

    /// <summary>Reads an address that may be relative; null where it is none.</summary>
    public static Uri? Read(Uri from, string target) => Uri.TryCreate(from, target, out var address) && IsSound(address) ? address : null;

    /// <inheritdoc cref="Read(Uri, string)" />
    public static Uri? Read(Uri from, Uri target) => Uri.TryCreate(from, target, out var address) && IsSound(address) ? address : null;

    private static bool IsSound(Uri address)
    {
        try
        {
            return address.IdnHost is not null && new UriBuilder(address).Uri.IsAbsoluteUri;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }
}
