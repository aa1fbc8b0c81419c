using System.Net;

namespace ImageProvenance.Oci.Tests.Registry;

/// <summary>Headers are as large as a handler lets them be; reading one takes memory in proportion to it, whatever is in it.</summary>
[NonParallelizable]
public sealed class HostileHeaderTests
{
    private const int Length = 64 << 10;

    // What the splitting of one short token costs may be a small object; a header of nothing but such tokens must stay small too.
    private const long MostPerCharacter = 64;

    private static readonly Uri Page = new("https://registry.example/v2/acme/app/referrers/x");

    private static IEnumerable<string> Shapes =>
        from piece in new[] { ",", ".", "=", "\"", "\\\"", "a,", "a=b,", "a=\"b\",", "Bearer ", "Bearer a=b ", "<", "<a>", "<a>;", "<a>; rel=next", "; rel=", "sha256:", " ", "é", "\\", "(", "1" }
        select string.Concat(Enumerable.Repeat(piece, Length / piece.Length));

    // Incidents CVE-2025-66564, CVE-2025-66506 and CVE-2023-25656: memory that grows with what a short text is split into. Red where
    // reading one piece copies what is left of the text.
    [TestCaseSource(nameof(Shapes))]
    public void CVE_2025_66564_a_header_of_separators_takes_memory_in_proportion(string text)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.Unauthorized);
        foreach (string name in new[] { "WWW-Authenticate", "Link", "Docker-Content-Digest", "Retry-After" })
            response.Headers.TryAddWithoutValidation(name, text);
        Read(response);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Read(response);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * MostPerCharacter * Length));
    }

    private static void Read(HttpResponseMessage response)
    {
        _ = AuthChallenge.ReadAll(response);
        _ = RetryAfterHeader.Read(response, TimeProvider.System);
        try
        {
            _ = LinkHeader.Next(response, Page);
        }
        catch (SourceException)
        {
            // No address; that is an answer.
        }

        try
        {
            _ = ContentDigestHeader.Read(response);
        }
        catch (MalformedContentException)
        {
            // No digest; that is an answer.
        }
    }
}
