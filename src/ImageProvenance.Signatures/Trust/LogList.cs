using System.Collections.ObjectModel;

namespace ImageProvenance.Signatures;

/// <summary>Makes the logs of one list of a trusted root: each is checked, and its key imported.</summary>
internal static class LogList
{
    /// <summary>Makes the logs. One whose key nothing here can verify with is left out and noted; what is wrong refuses the root.</summary>
    public static ReadOnlyCollection<TransparencyLog> Make(List<DescribedLog> described, LogKind kind, List<Failure> unusable)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var logs = new List<TransparencyLog>(described.Count);
        foreach (var log in described)
        {
            if (Make(log, kind, unusable) is { } made)
                logs.Add(made);
            if (!ids.Add(Convert.ToBase64String(log.LogId)))
                throw TrustedRootJson.Invalid("Two logs of a list of the trusted root have the same id.", "an id of its own for each log", Convert.ToBase64String(log.LogId));
        }

        return logs.AsReadOnly();
    }

    private static TransparencyLog? Make(DescribedLog log, LogKind kind, List<Failure> unusable)
    {
        string name = LogName.Of(log.BaseUrl);
        string what = $"the {(kind == LogKind.CertificateTransparency ? "certificate log" : "log")} {log.BaseUrl}";
        if (!log.HashAlgorithm.Is("SHA2_256", 1))
            throw TrustedRootJson.Invalid($"The tree of {what} has a hash algorithm that is not supported.", "SHA2_256", log.HashAlgorithm.ToString());
        if (log.Key is not { RawBytes.Length: > 0 } key)
            throw TrustedRootJson.Invalid($"The trusted root has no key of {what}.", "publicKey with rawBytes", "none");
        var validity = DescribedValidity.Check(key.Validity, what);

        var details = LogKeyDetails.Find(key.Details);
        var imported = details is null ? null : LogKey.Import(key.RawBytes, details, what);
        LogIdCheck.Check(log.LogId, kind, details, imported is null ? default : imported.SubjectPublicKeyInfo.Span, what);
        if (imported is null)
        {
            unusable.Add(new("unusable-log", $"Nothing here can verify with the key of {what}; what it signed proves nothing.", null, key.Details.ToString()));
            return null;
        }

        return new()
        {
            BaseUrl = log.BaseUrl,
            Name = name,
            LogId = log.LogId,
            CheckpointKeyId = CheckpointKeyId(log, what),
            Key = imported,
            Validity = validity,
            Operator = log.Operator,
        };
    }

    // Stated in full or, as it should be, as the four bytes that lines of checkpoints begin with.
    private static ReadOnlyMemory<byte>? CheckpointKeyId(DescribedLog log, string what) => log.CheckpointKeyId.Length switch
    {
        0 => (ReadOnlyMemory<byte>?)null,
        4 or 32 => log.CheckpointKeyId.AsMemory(0, 4),
        _ => throw TrustedRootJson.Invalid($"The key id in checkpoints of {what} has a length that none has.", "4 bytes", $"{log.CheckpointKeyId.Length} bytes"),
    };
}
