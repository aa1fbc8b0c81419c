using System.Text;

namespace ImageProvenance.Signatures;

/// <summary>
/// The trust material that may prove something for one rule. Nothing outside of it can: not the evidence, not the
/// registry. Immutable and thread-safe.
/// </summary>
public sealed class TrustPlan
{
    /// <summary>Creates a plan.</summary>
    /// <param name="keys">The public keys, any of which may prove; each counts once.</param>
    /// <param name="instances">The Sigstore instances; their logs are known ones for signatures by keys too.</param>
    /// <param name="acceptsCertificates">Whether certificates of the instances may prove; else keys alone may.</param>
    public TrustPlan(IEnumerable<PublicKey> keys, IEnumerable<TrustedInstance>? instances = null, bool acceptsCertificates = false)
    {
        ArgumentNullException.ThrowIfNull(keys);

        // Named algorithms first: where a key is trusted both with one and by its default, the proof is as narrow as it can be.
        Keys = [.. keys.DistinctBy(key => (key.Id, key.Algorithm)).OrderBy(key => key.NamedAlgorithm is null)];
        Instances = [.. (instances ?? []).DistinctBy(instance => (instance.Root.Id, instance.Profile, instance.Unlowered))];
        AcceptsCertificates = acceptsCertificates;
        Id = Digest.Of(Encoding.UTF8.GetBytes(string.Join('\n', Lines().Order(StringComparer.Ordinal)))).ToString();
    }

    /// <summary>A plan that trusts nobody.</summary>
    public static TrustPlan Nobody { get; } = new([]);

    /// <summary>The public keys.</summary>
    public IReadOnlyList<PublicKey> Keys { get; }

    /// <summary>The Sigstore instances.</summary>
    public IReadOnlyList<TrustedInstance> Instances { get; }

    /// <summary>Whether certificates that an instance's authority issued may prove.</summary>
    public bool AcceptsCertificates { get; }

    /// <summary>Names the plan by its content: two plans with the same material have the same id.</summary>
    public string Id { get; }

    private IEnumerable<string> Lines() =>
    [
        .. Keys.Select(key => $"key {key.Id} {key.Algorithm}"),
        .. Instances.Select(instance => $"root {instance.Root.Id} {instance.Profile} {instance.Unlowered}"),
        $"certificates {AcceptsCertificates}",
    ];
}
