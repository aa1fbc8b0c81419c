namespace ImageProvenance.Testing;

/// <summary>A kind of log entry with its version.</summary>
/// <remarks>rekor, types/; rekor-tiles, proto/rekor/v2.</remarks>
public enum LogEntryKind
{
    /// <summary><c>hashedrekord</c> 0.0.1 of Rekor v1: the hash of what is signed. For artifacts and payloads.</summary>
    HashedRekord001,

    /// <summary><c>dsse</c> 0.0.1 of Rekor v1: the hashes of payload and envelope. For envelopes.</summary>
    Dsse001,

    /// <summary><c>intoto</c> 0.0.1 of Rekor v1: the hash of an <c>.att</c> layer, and no signature. For envelopes behind a tag.</summary>
    InToto001,

    /// <summary><c>intoto</c> 0.0.2 of Rekor v1: the envelope without its payload. For envelopes.</summary>
    InToto002,

    /// <summary><c>hashedrekord</c> 0.0.2 of Rekor v2: the hash of what is signed. For artifacts, payloads and envelopes.</summary>
    HashedRekord002,

    /// <summary><c>dsse</c> 0.0.2 of Rekor v2 before its first release. For envelopes.</summary>
    Dsse002,
}
