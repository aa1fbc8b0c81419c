using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>What CI systems have in common: refs, ids, and that the build definition is the one that the certificate names.</summary>
internal static class CiNames
{
    private const string Refs = "refs/";

    /// <summary>Whether a text is a git ref with its folder, or a whole commit digest.</summary>
    public static bool IsRefOrCommit(string text) => IsRef(text) || (text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower));

    public static bool IsRef(string text) => text.Length > Refs.Length && text.StartsWith(Refs, StringComparison.Ordinal);

    public static string? MistakeInRef(string? text) => text is null ? null
        : SubjectText.MistakeIn(text) ?? (IsRef(text) ? null : $"'{text}' is no whole ref; write refs/heads/BRANCH or refs/tags/TAG.");

    public static string? MistakeInId(string? text) => text is null || (text.Length > 0 && text.All(char.IsAsciiDigit))
        ? null
        : $"'{text}' is no id; write the number, which stays when names change.";

    // The issuer writes one claim into both; where they differ, the certificate is none that it wrote.
    public static Failure? RefuseAnotherSigner(CertificateIdentity certificate) =>
        certificate[FulcioExtension.BuildSignerUri] is { } signer && signer != certificate.Name
            ? new("certificate-extension-mismatch", "The certificate names another build definition than the one that it was issued to.", certificate.Name, signer)
            : null;

    public static string Join(string first, params ReadOnlySpan<(string Label, string? Value)> parts)
    {
        string text = first;
        foreach (var (label, value) in parts)
            if (value is not null)
                text += $", {label} {value}";
        return text;
    }
}
