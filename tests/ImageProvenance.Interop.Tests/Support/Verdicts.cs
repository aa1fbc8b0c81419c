namespace ImageProvenance.Interop.Tests;

/// <summary>Compares our verdict with the one that is right, and with cosign's.</summary>
internal static class Verdicts
{
    public const int Allowed = 0;
    public const int Denied = 1;
    public const int NotJudged = 2;
    public const int Indeterminate = 3;

    /// <summary>We and <c>cosign verify --insecure-ignore-tlog</c> say the same of an image's signatures.</summary>
    public static async Task AgreeAsync(string image, CosignKey key, int expected, params string[] cosignOptions) =>
        await CheckAsync(Imageprov.VerifyAsync(image, key), Cosign.VerifyAsync(image, key, cosignOptions), expected, expected);

    /// <summary>We say one thing, cosign another: a difference that the design names.</summary>
    public static async Task DifferAsync(string image, CosignKey key, int expected) =>
        await CheckAsync(Imageprov.VerifyAsync(image, key), Cosign.VerifyAsync(image, key), expected, expected == Allowed ? Denied : Allowed);

    /// <summary>We and <c>cosign verify-attestation</c> say the same of an image's attestations.</summary>
    /// <param name="image">The image.</param>
    /// <param name="key">Who must have signed.</param>
    /// <param name="type">Our word for the predicate type.</param>
    /// <param name="cosignType">cosign's word for it.</param>
    /// <param name="expected">Our exit code.</param>
    public static async Task AgreeOnAttestationAsync(string image, CosignKey key, string type, string cosignType, int expected) =>
        await CheckAsync(Imageprov.VerifyAsync(image, key, "--attestation", type), Cosign.VerifyAttestationAsync(image, key, cosignType), expected, expected);

    private static async Task CheckAsync(Task<ProgramResult> ours, Task<ProgramResult> cosign, int expected, int expectedOfCosign)
    {
        var (mine, theirs) = (await ours, await cosign);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(mine.ExitCode, Is.EqualTo(expected), mine.ToString());
            Assert.That(theirs.IsSuccess, Is.EqualTo(expectedOfCosign == Allowed), theirs.ToString());
        }
    }
}
