using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>What an extension of the signer's certificate has to say; a certificate without it does not fit. Immutable and thread-safe.</summary>
/// <param name="Extension">The extension.</param>
/// <param name="Value">What it has to say.</param>
public sealed record ExtensionCondition(FulcioExtension Extension, SubjectMatch Value)
{
    /// <inheritdoc />
    public override string ToString() => $"{FulcioExtensionNames.NameOf(Extension)} {Value}";

    internal Failure? Refuse(CertificateIdentity certificate) => Refuse(certificate[Extension]);

    /// <summary>The same for a value that was looked up already; null where the certificate has none.</summary>
    internal Failure? Refuse(string? actual) => actual is not null && Value.Matches(actual)
        ? null
        : new("certificate-extension-mismatch", $"The certificate says something else than the policy wants, as {FulcioExtensionNames.NameOf(Extension)}.", Value.ToString(), actual ?? "none");
}
