namespace ImageProvenance.Interop.Tests;

/// <summary>The two kinds of registries that clients know.</summary>
public enum RegistryKind
{
    /// <summary>A real docker-registry 2.8, without the referrers API: clients keep the list of referrers behind a tag.</summary>
    Distribution,

    /// <summary>The registry in memory, with the referrers API, on loopback.</summary>
    WithReferrersApi,
}
