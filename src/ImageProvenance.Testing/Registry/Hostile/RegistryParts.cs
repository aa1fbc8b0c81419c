namespace ImageProvenance.Testing;

/// <summary>The parts of the protocol by what a request reads, so that a <see cref="Misbehaviour"/> can be kept to some of them.</summary>
[Flags]
public enum RegistryParts
{
    /// <summary>None; as an argument: the parts that the behaviour has by itself.</summary>
    None = 0,

    /// <summary>Manifests by tag: the image's own, the referrers tag, cosign's <c>.sig</c> and <c>.att</c>.</summary>
    Tags = 1,

    /// <summary>Manifests by digest.</summary>
    Manifests = 2,

    /// <summary>Blobs.</summary>
    Blobs = 4,

    /// <summary>The referrers API.</summary>
    Referrers = 8,

    /// <summary>Token servers: whatever is asked outside of <c>/v2/</c>.</summary>
    Tokens = 16,

    /// <summary>Everything that is read with a digest to check it by.</summary>
    Content = Manifests | Blobs,

    /// <summary>Everything that a registry itself answers.</summary>
    Registry = Tags | Content | Referrers,

    /// <summary>All of them.</summary>
    All = Registry | Tokens,
}
