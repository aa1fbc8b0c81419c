namespace ImageProvenance.Oci;

/// <summary>Addresses that a remote side wrote.</summary>
internal static class RemoteUri
{
    /// <summary>Reads an absolute address; null where it is none.</summary>
    /// <remarks>
    /// <see cref="Uri"/> takes hosts that are no names in DNS, and throws only when one is asked for as such (an <c>xn--</c>
    /// with letters beyond ASCII): what can be asked here can be asked everywhere.
    /// </remarks>
    public static Uri? Read(string? text)
    {
        try
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.IdnHost is not null && new UriBuilder(address).Uri.IsAbsoluteUri ? address : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }
}
