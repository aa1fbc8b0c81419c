namespace ImageProvenance.Attestations;

/// <summary>Where a build says its source came from, put together from wherever its kind of build writes it.</summary>
/// <param name="Uri">The source's URI, as written.</param>
/// <param name="Ref">The git reference.</param>
/// <param name="Revision">The commit.</param>
/// <param name="IsClaimedByClient">Whether the client said so, and not the builder.</param>
internal sealed record ProvenanceSource(string? Uri, string? Ref, string? Revision, bool IsClaimedByClient = false)
{
    private static readonly JsonMembers ConfigSourceMembers = new("uri", "digest");

    /// <summary>No source.</summary>
    public static ProvenanceSource None { get; } = new(null, null, null);

    /// <summary>Reads a config source, <c>{uri, digest}</c>; null if it has no URI, as for a local directory.</summary>
    public static ProvenanceSource? ReadConfigSource(ref StrictJsonReader json)
    {
        string? uri = null;
        IReadOnlyDictionary<string, string>? digest = null;
        var scope = json.BeginObject(ConfigSourceMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "uri": uri = json.ReadText(); break;
                case "digest": digest = ResourceDescriptorJson.ReadDigestSet(ref json); break;
            }
        }

        return uri is null ? null : Of(uri, digest);
    }

    /// <summary>The first dependency that is a git commit: what is left where the kind of build is not known.</summary>
    public static ProvenanceSource? FirstCommitOf(IReadOnlyList<ResourceDescriptor> dependencies)
    {
        foreach (var dependency in dependencies)
            if (dependency.Uri is { } uri && (GitUri.IsGit(uri) || dependency.Digest.ContainsKey("gitCommit"))
                && Of(uri, dependency.Digest) is { Revision: not null } source)
                return source;
        return null;
    }

    private static ProvenanceSource Of(string uri, IReadOnlyDictionary<string, string>? digest) =>
        new(uri, GitUri.RefOf(uri), digest is null ? null : GitUri.CommitOf(uri, digest));
}
