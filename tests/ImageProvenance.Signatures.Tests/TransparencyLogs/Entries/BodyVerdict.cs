namespace ImageProvenance.Signatures.Tests;

/// <summary>What the check of an entry's body says, without a log around it.</summary>
internal static class BodyVerdict
{
    private static readonly TrustProfile Lenient = new() { AllowRekorDsse002 = true };

    /// <summary>The code of the failure; null where the body is about the piece.</summary>
    public static string? Of(string body, SignedPiece piece, string kind, string version, TrustProfile? profile = null) => Of(body, piece, kind, version, out _, profile);

    public static string? Of(string body, SignedPiece piece, string kind, string version, out string? keyDetails, TrustProfile? profile = null)
    {
        var entry = TestLog.Read(TestLog.Shared.Enter(Some.Utf8(body), kind, version));
        var failure = EntryBodyCheck.Check(entry, piece, profile ?? Lenient, out keyDetails);
        Assert.That(keyDetails is null || failure is null, "an entry that does not hold says nothing");
        return failure?.Code;
    }

    /// <summary>The text with one part replaced, which has to be there.</summary>
    public static string With(this string body, string part, string other)
    {
        Assert.That(body, Does.Contain(part));
        Assert.That(part, Is.Not.EqualTo(other));
        return body.Replace(part, other);
    }
}
