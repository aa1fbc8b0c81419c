using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance;

/// <summary>
/// What is trusted, from where, and how old it is: the logs and authorities of Sigstore instances at a moment. Immutable and
/// thread-safe.
/// </summary>
public sealed class TrustReport
{
    /// <summary>Creates a report.</summary>
    /// <param name="instances">The instances.</param>
    /// <param name="now">The moment, such as the present.</param>
    public TrustReport(IEnumerable<TrustedInstance> instances, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(instances);
        (Instances, Time) = ([.. instances], now);
        Findings = Instances.Any(IsEmbedded) && PublicGoodRoot.FindOld(now) is { } old ? [old] : [];
    }

    /// <summary>The instances.</summary>
    public IReadOnlyList<TrustedInstance> Instances { get; }

    /// <summary>The moment that it is about.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>What there is to warn of: the root that is part of the library is old.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>The report as text for a person.</summary>
    public string Explain() => TrustText.Write(this);

    /// <summary>The report as JSON; its members are a contract, docs/cli.md.</summary>
    public string ToJson() => TrustJsonWriter.Write(this);

    /// <summary>Whether an instance's root is the one that is part of the library.</summary>
    internal static bool IsEmbedded(TrustedInstance instance) => ReferenceEquals(instance.Root, TrustedRoot.PublicGood);
}
