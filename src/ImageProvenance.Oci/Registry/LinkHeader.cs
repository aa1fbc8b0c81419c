using System.Text.RegularExpressions;

namespace ImageProvenance.Oci;

/// <summary>The next page of a list: <c>Link: &lt;…&gt;; rel="next"</c>.</summary>
/// <remarks>RFC 8288; OCI distribution-spec, "Listing Referrers": the target is relative or absolute.</remarks>
internal static partial class LinkHeader
{
    /// <summary>The address of the next page, as the header has it; null if this is the last one.</summary>
    /// <exception cref="SourceException">The header names a next page that is no address.</exception>
    public static Uri? Next(HttpResponseMessage page, Uri pageUri)
    {
        if (!page.Headers.NonValidated.TryGetValues("Link", out var values))
            return null;
        foreach (string value in values)
        {
            foreach (Match link in Link().Matches(value))
            {
                if (Rel().IsMatch(link.Groups["parameters"].Value))
                    return RemoteUri.Read(pageUri, link.Groups["target"].Value)
                        ?? throw new SourceException(SourceErrorKind.ServerError, "The registry's list names a next page that is no address.", "an address", RemoteText.Clean(link.Groups["target"].Value));
            }
        }

        return null;
    }

    [GeneratedRegex("""<(?<target>[^>]*)>(?<parameters>[^<]*)""", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();

    [GeneratedRegex("""(?:\A|;)[ \t]*[rR][eE][lL][ \t]*=[ \t]*(?:"(?:[^"]* )?next(?: [^"]*)?"|next(?:[ \t;,]|\z))""", RegexOptions.NonBacktracking)]
    private static partial Regex Rel();
}
