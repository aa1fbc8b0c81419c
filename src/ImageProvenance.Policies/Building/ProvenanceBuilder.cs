namespace ImageProvenance.Policies;

/// <summary>States what provenance has to say, and by whom. Constraints are judged on the authenticated statement only. Not thread-safe.</summary>
public sealed class ProvenanceBuilder
{
    internal ProvenanceBuilder()
    {
    }

    internal ProvenanceConstraints Constraints { get; private set; } = new();

    internal SignerBuilder? Signer { get; private set; }

    internal bool MustBeConsistent { get; private set; }

    /// <summary>The builder id, exactly.</summary>
    public ProvenanceBuilder BuiltBy(string builderId) => With(Constraints with { BuilderId = Stated(builderId) });

    /// <summary>The source repository, and optionally the revision.</summary>
    /// <param name="repository">The repository's address, such as <c>https://github.com/acme/app</c>.</param>
    /// <param name="revision">The whole commit digest, or null for any.</param>
    public ProvenanceBuilder BuiltFrom(string repository, string? revision = null) =>
        With(Constraints with { Source = Stated(repository), Revision = revision ?? Constraints.Revision });

    /// <summary>The build type, exactly.</summary>
    public ProvenanceBuilder OfBuildType(string buildType) => With(Constraints with { BuildType = Stated(buildType) });

    /// <summary>Besides, BuildKit's own provenance goes together with the image, for every platform. Claimed, not proven.</summary>
    public ProvenanceBuilder ConsistentWithImage()
    {
        MustBeConsistent = true;
        return this;
    }

    /// <summary>Attested by this signer.</summary>
    public ProvenanceBuilder By(Action<SignerBuilder> signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Signer = new();
        signer(Signer);
        return this;
    }

    /// <summary>Attested by the signer of the only signature requirement beside; the default.</summary>
    public ProvenanceBuilder BySameSigner()
    {
        Signer = null;
        return this;
    }

    // Null would mean "any": a value that is missing in a host's configuration must not become that.
    private static string Stated(string value) => value ?? throw new ArgumentNullException(nameof(value));

    private ProvenanceBuilder With(ProvenanceConstraints constraints)
    {
        Constraints = constraints;
        return this;
    }
}
