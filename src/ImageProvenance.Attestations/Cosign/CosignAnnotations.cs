namespace ImageProvenance.Attestations;

/// <summary>
/// What cosign writes beside a payload, as annotations of the layer that holds it. None of it is signed. Immutable and
/// thread-safe.
/// </summary>
/// <remarks>cosign, SIGNATURE_SPEC.md, "Annotations". An empty annotation is an absent one.</remarks>
public sealed class CosignAnnotations
{
    /// <summary>The annotation of the signature, in base64; empty beside an envelope, which has its own.</summary>
    public const string SignatureKey = "dev.cosignproject.cosign/signature";

    /// <summary>The annotation of the signer's certificate, in PEM.</summary>
    public const string CertificateKey = "dev.sigstore.cosign/certificate";

    /// <summary>The annotation of the certificates between the signer's and a root, in PEM.</summary>
    public const string ChainKey = "dev.sigstore.cosign/chain";

    /// <summary>The annotation of the log entry with its signed entry timestamp, in JSON.</summary>
    public const string RekorBundleKey = "dev.sigstore.cosign/bundle";

    /// <summary>The annotation of a timestamp over the signature, in JSON.</summary>
    public const string Rfc3161TimestampKey = "dev.sigstore.cosign/rfc3161timestamp";

    /// <summary>The annotation of a statement's predicate type on an <c>.att</c> layer.</summary>
    public const string PredicateTypeKey = "predicateType";

    private CosignAnnotations(IReadOnlyDictionary<string, string> annotations, ReadOnlyMemory<byte>? signature)
    {
        Signature = signature;
        Certificate = TextOf(annotations, CertificateKey);
        Chain = TextOf(annotations, ChainKey);
        RekorBundle = TextOf(annotations, RekorBundleKey);
        Rfc3161Timestamp = TextOf(annotations, Rfc3161TimestampKey);
        PredicateType = TextOf(annotations, PredicateTypeKey);
    }

    /// <summary>The signature over the layer's bytes, decoded; null where there is none.</summary>
    public ReadOnlyMemory<byte>? Signature { get; }

    /// <summary>The signer's certificate in PEM, as written; null for a key.</summary>
    public string? Certificate { get; }

    /// <summary>The certificates above the signer's in PEM, as written and untrusted; null where there are none.</summary>
    public string? Chain { get; }

    /// <summary>The log entry with its signed entry timestamp, JSON as written; null where there is none.</summary>
    public string? RekorBundle { get; }

    /// <summary>The timestamp over the signature, JSON as written; null where there is none.</summary>
    public string? Rfc3161Timestamp { get; }

    /// <summary>The predicate type that the layer claims; null where it claims none.</summary>
    public string? PredicateType { get; }

    /// <summary>Reads the annotations of a simple signing layer.</summary>
    /// <exception cref="MalformedContentException">The signature is no standard base64 (<c>invalid-signature-encoding</c>).</exception>
    public static CosignAnnotations Read(IReadOnlyDictionary<string, string> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return new(annotations, TextOf(annotations, SignatureKey) is { } text ? Decode(text) : default(ReadOnlyMemory<byte>?));
    }

    /// <summary>Reads the annotations of an envelope's layer; the envelope has the signature, and an annotation of one is not looked at.</summary>
    public static CosignAnnotations ReadBesideEnvelope(IReadOnlyDictionary<string, string> annotations)
    {
        ArgumentNullException.ThrowIfNull(annotations);
        return new(annotations, signature: null);
    }

    private static string? TextOf(IReadOnlyDictionary<string, string> annotations, string key) =>
        annotations.TryGetValue(key, out string? text) && text.Length > 0 ? text : null;

    private static byte[] Decode(string text)
    {
        // The framework's decoder skips white space, which other readers do not agree about.
        byte[] decoded = new byte[text.Length];
        return !text.AsSpan().ContainsAny(" \t\r\n") && Convert.TryFromBase64String(text, decoded, out int written)
            ? decoded[..written]
            : throw new MalformedContentException("invalid-signature-encoding", "The signature annotation of a layer is no standard base64.");
    }
}
