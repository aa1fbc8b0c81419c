namespace ImageProvenance.Policies;

/// <summary>
/// How close a piece of evidence came that failed with a code: of several, the one that came closest says best what is wrong.
/// </summary>
internal static class Closeness
{
    public static int Of(string? code) => code switch
    {
        "no-provider" => 0,
        "key-signed" => 1,
        "signature-mismatch" or "certificate-signed" or "certificate-not-trusted" => 2,
        "signer-mismatch" => 4,
        "issuer-mismatch" => 5,
        "subject-mismatch" => 6,
        "identity-mismatch" => 7,
        "certificate-extension-mismatch" => 8,
        "rekor-dsse002-not-allowed" or "too-few-log-entries" or "too-few-times" or "too-few-scts" => 9,
        "not-a-signature" or "predicate-type-mismatch" => 10,
        "builder-mismatch" or "source-mismatch" or "revision-mismatch" or "build-type-mismatch" or "source-claimed-by-client" => 11,

        // Made with trust that is at hand, and something about it does not hold.
        _ => 3,
    };
}
