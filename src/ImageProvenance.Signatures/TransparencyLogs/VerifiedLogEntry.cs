namespace ImageProvenance.Signatures;

/// <summary>What a log entry that holds proves. Immutable and thread-safe.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Time">When the log took it in; null where the log did not sign a time.</param>
/// <param name="KeyDetails">How the signature was made, as the entry says it (a name of <c>PublicKeyDetails</c>); null where it does not say.</param>
/// <param name="OtherSignatures">How many signatures of its checkpoint are of keys that nothing here knows, such as witnesses'.</param>
internal sealed record VerifiedLogEntry(LoggedEntry Entry, VerifiedTime? Time, string? KeyDetails, int OtherSignatures);
