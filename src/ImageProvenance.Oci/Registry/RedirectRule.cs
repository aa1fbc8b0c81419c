using System.Net;

namespace ImageProvenance.Oci;

/// <summary>Which redirects are followed, and where the registry's own ground ends.</summary>
/// <remarks>OCI distribution-spec: registries may redirect any request; <c>Authorization</c> stays with the origin.</remarks>
internal static class RedirectRule
{
    public const int MaxHops = 5;

    public static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    public static bool IsSameOrigin(Uri left, Uri right) =>
        left.Scheme == right.Scheme && left.Port == right.Port && left.IdnHost.Equals(right.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where a redirect leads.</summary>
    /// <exception cref="SourceException">Nowhere, or where no client should go.</exception>
    public static Uri Next(Uri home, Uri from, Uri? location, RegistryOptions options)
    {
        if (location is null)
            throw Refused("without saying where to", "a Location", "none");
        if (RemoteUri.Read(from, location) is not { } next)
            throw Refused("to something that is no address", "an address", location.OriginalString);
        bool isHttp = next.Scheme == Uri.UriSchemeHttps || next.Scheme == Uri.UriSchemeHttp;
        if (!isHttp || next.UserInfo.Length > 0)
            throw Refused("to something that is no plain address", "http or https, without user information", next.Scheme);
        if (from.Scheme == Uri.UriSchemeHttps && next.Scheme != Uri.UriSchemeHttps)
            throw Refused("from https to http", "https", next.Host);

        // That one registry is spoken to without TLS says nothing about others.
        if (next.Scheme == Uri.UriSchemeHttp && !IsSameOrigin(next, home) && !options.IsPlainHttp(next))
            throw Refused("to another server over plain HTTP", "https, or a server that is listed for plain HTTP", next.Authority);
        return next;
    }

    public static SourceException TooMany(Uri start) =>
        Refused("too often", $"at most {MaxHops} hops", $"more, starting at {start.Host}");

    private static SourceException Refused(string how, string expected, string actual) =>
        new(SourceErrorKind.ServerError, $"The registry redirects {how}; that is not followed.", expected, RemoteText.Clean(actual));
}
