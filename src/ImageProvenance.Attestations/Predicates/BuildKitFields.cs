namespace ImageProvenance.Attestations;

/// <summary>BuildKit's members of both versions, gathered while a reader goes through the provenance. Local to a reader.</summary>
internal struct BuildKitFields
{
    private static readonly JsonMembers ExtensionMembers = new("vcs", "layers");
    private static readonly JsonMembers VcsMembers = new("source", "revision");
    private static readonly JsonMembers RequestMembers = new("frontend");

    public bool HasSteps;
    public bool? IsRequestComplete;
    public bool? AreDependenciesComplete;
    public bool? Reproducible;
    public bool? Hermetic;
    public string? BuilderPlatform;
    public string? Frontend;
    private string? _vcsSource;
    private string? _vcsRevision;

    /// <summary>Reads BuildKit's extension of the metadata, alike in both versions.</summary>
    public void ReadExtension(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(ExtensionMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "vcs": ReadVcs(ref json); break;
                case "layers": HasSteps |= !json.ReadRaw().IsNothing(); break;
            }
        }
    }

    /// <summary>Reads the build request: the parameters of 0.2, <c>request</c> in 1.</summary>
    public void ReadRequest(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(RequestMembers);
        while (json.NextMember(ref scope) is { })
            Frontend = json.ReadText();
    }

    public readonly BuildKitDetails ToDetails() => new()
    {
        Mode = HasSteps ? BuildKitMode.Max : BuildKitMode.Min,
        VcsSource = _vcsSource,
        VcsRevision = _vcsRevision,
        IsRequestComplete = IsRequestComplete,
        AreDependenciesComplete = AreDependenciesComplete,
        Reproducible = Reproducible,
        Hermetic = Hermetic,
        BuilderPlatform = BuilderPlatform,
        Frontend = Frontend,
    };

    private void ReadVcs(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(VcsMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "source": _vcsSource = json.ReadText(); break;
                case "revision": _vcsRevision = json.ReadText(); break;
            }
        }
    }
}
