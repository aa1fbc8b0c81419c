namespace ImageProvenance.Policies;

/// <summary>
/// How close a piece of evidence came that failed with a code: of several, the one that came closest says best what is wrong.
/// </summary>
internal static class Closeness
{
    public static int Of(string? code) => code switch
    {
        "no-provider" => 0,
        "signature-mismatch" or "certificate-signed" => 2,
        "signer-mismatch" => 3,
        "issuer-mismatch" => 4,
        "subject-mismatch" => 5,
        "identity-mismatch" => 6,
        "certificate-extension-mismatch" => 7,
        "rekor-dsse002-not-allowed" or "too-few-log-entries" or "too-few-times" or "too-few-scts" => 8,
        "not-a-signature" or "predicate-type-mismatch" => 9,
        "builder-mismatch" or "source-mismatch" or "revision-mismatch" or "build-type-mismatch" or "source-claimed-by-client" => 10,
        _ => 1,
    };
}
