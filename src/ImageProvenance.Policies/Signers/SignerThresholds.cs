using System.Globalization;
using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>
/// How much must vouch for a signer, where a policy says more or less than the Sigstore instance asks for: in numbers of
/// distinct logs, authorities or operators. Immutable and thread-safe.
/// </summary>
public sealed record SignerThresholds
{
    /// <summary>Nothing said: what the instance asks for, and nothing of a key.</summary>
    internal static SignerThresholds None { get; } = new();

    /// <summary>The logs that must hold the signature, at least; null for what the instance asks for.</summary>
    public int? LogEntries { get; internal init; }

    /// <summary>The sources that must say when the signature existed, at least; null for what the instance asks for.</summary>
    public int? Times { get; internal init; }

    /// <summary>The certificate logs that must have promised to publish the certificate, at least; null for what the instance asks for.</summary>
    public int? Scts { get; internal init; }

    /// <summary>Whether no log needs to hold the signature.</summary>
    public bool WithoutLog { get; internal init; }

    /// <summary>Whether no certificate log needs to have promised anything.</summary>
    public bool WithoutSct { get; internal init; }

    /// <summary>Whether log entries of kind <c>dsse</c> 0.0.2 count.</summary>
    public bool AllowRekorDsse002 { get; internal init; }

    /// <summary>What must vouch, given what is asked for where nothing is said.</summary>
    internal TrustProfile Over(TrustProfile profile) => profile with
    {
        LogEntries = WithoutLog ? 0 : Math.Max(profile.LogEntries, LogEntries ?? 0),
        VerifiedTimes = Math.Max(profile.VerifiedTimes, Times ?? 0),
        SignedCertificateTimestamps = WithoutSct ? 0 : Math.Max(profile.SignedCertificateTimestamps, Scts ?? 0),
        AllowRekorDsse002 = profile.AllowRekorDsse002 || AllowRekorDsse002,
    };

    /// <summary>Lists what cannot be meant.</summary>
    internal void Check(string path, List<PolicyMistake> mistakes)
    {
        foreach (var (member, number) in new[] { ("logEntries", LogEntries), ("times", Times), ("scts", Scts) })
            if (number < 1)
                mistakes.Add(new($"{path}.{member}", $"{number} is no number to require; write 1 or more, or leave it out."));
        if (WithoutLog && LogEntries is not null)
            mistakes.Add(new($"{path}.withoutLogUnsafe", "log entries are required and not required at once."));
        if (WithoutSct && Scts is not null)
            mistakes.Add(new($"{path}.withoutSctUnsafe", "SCTs are required and not required at once."));
    }

    /// <summary>Lists what only the signer of a certificate may have; of others nothing of it is asked by default.</summary>
    internal void CheckWithoutInstance(string path, List<PolicyMistake> mistakes)
    {
        if (Scts is not null)
            mistakes.Add(new($"{path}.scts", "SCTs are about certificates; nothing else has them."));
        if (WithoutLog)
            mistakes.Add(new($"{path}.withoutLogUnsafe", "no log entry is asked of this signer; leave it out."));
        if (WithoutSct)
            mistakes.Add(new($"{path}.withoutSctUnsafe", "no SCT is asked of this signer; leave it out."));
    }

    internal string Describe() => string.Concat(new[]
    {
        AtLeast(LogEntries, "log entry", "log entries"),
        AtLeast(Times, "proven time", "proven times"),
        AtLeast(Scts, "SCT", "SCTs"),
        WithoutLog ? ", with no log entry needed (unsafe)" : "",
        WithoutSct ? ", with no SCT needed (unsafe)" : "",
        AllowRekorDsse002 ? ", with entries of dsse 0.0.2 allowed" : "",
    });

    private static string AtLeast(int? number, string one, string many) => number is { } count
        ? string.Create(CultureInfo.InvariantCulture, $", with at least {count} {(count == 1 ? one : many)}")
        : "";
}
