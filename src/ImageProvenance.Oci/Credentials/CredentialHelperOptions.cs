namespace ImageProvenance.Oci;

/// <summary>How credential helpers are run. Immutable and thread-safe; change one with <c>with</c>.</summary>
public sealed record CredentialHelperOptions
{
    /// <summary>The defaults, as documented on each member.</summary>
    public static CredentialHelperOptions Default { get; } = new();

    /// <summary>The time that a helper has for an answer; then it is killed, with the processes that it started. Default: 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an answer is used before the helper is asked again. Default: 5 minutes.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The clock of both.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    // The folders that helpers are looked for in; null for the process's own path.
    internal string? SearchPath { get; init; }
}
