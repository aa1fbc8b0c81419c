namespace ImageProvenance.Testing;

/// <summary>Names of log entry kinds, and which log takes which.</summary>
internal static class LogEntryKinds
{
    public static (string Kind, string Version) NameOf(LogEntryKind kind) => kind switch
    {
        LogEntryKind.HashedRekord001 => ("hashedrekord", "0.0.1"),
        LogEntryKind.Dsse001 => ("dsse", "0.0.1"),
        LogEntryKind.InToto001 => ("intoto", "0.0.1"),
        LogEntryKind.InToto002 => ("intoto", "0.0.2"),
        LogEntryKind.HashedRekord002 => ("hashedrekord", "0.0.2"),
        LogEntryKind.Dsse002 => ("dsse", "0.0.2"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The kind that a log gets: the one that is asked for if the log takes it, else what clients write there today.</summary>
    public static LogEntryKind For(RekorVersion log, bool hasEnvelope, LogEntryKind? asked) => asked is { } kind && LogOf(kind) == log ? kind
        : log == RekorVersion.V2 ? LogEntryKind.HashedRekord002
        : hasEnvelope ? LogEntryKind.Dsse001
        : LogEntryKind.HashedRekord001;

    private static RekorVersion LogOf(LogEntryKind kind) => kind is LogEntryKind.HashedRekord002 or LogEntryKind.Dsse002 ? RekorVersion.V2 : RekorVersion.V1;
}
