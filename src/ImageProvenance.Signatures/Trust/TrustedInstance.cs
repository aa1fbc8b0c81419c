namespace ImageProvenance.Signatures;

/// <summary>
/// A Sigstore instance that is trusted: its root, and how much must vouch for a signer. A certificate is judged wholly under
/// the instance whose authority issued it, never by one's authority and another's logs. Immutable and thread-safe.
/// </summary>
/// <param name="Name">What reports call it: "Sigstore public good", or a file's name.</param>
/// <param name="Root">Its root.</param>
public sealed record TrustedInstance(string Name, TrustedRoot Root)
{
    private static readonly Lazy<TrustedInstance> PublicGoodOnce = new(() => new("Sigstore public good", TrustedRoot.PublicGood));

    /// <summary>Sigstore's public instance, by the root that is part of this library; see <see cref="PublicGoodRoot"/>.</summary>
    public static TrustedInstance PublicGood => PublicGoodOnce.Value;

    /// <summary>Where the root came from, such as a file's path; null for the one that is part of the library, or where nobody said.</summary>
    public string? Source { get; init; }

    /// <summary>How much must vouch; by default what the root implies.</summary>
    public TrustProfile Profile { get; init; } = TrustProfile.Of(Root);

    /// <summary>What <see cref="Profile"/> was before a rule lowered it: requirements that lower nothing still insist on it.</summary>
    public TrustProfile Unlowered { get => field ?? Profile; private init; }

    /// <summary>The instance with a lower profile, for one rule.</summary>
    public TrustedInstance LoweredTo(TrustProfile profile) => this with { Profile = profile, Unlowered = Unlowered };
}
