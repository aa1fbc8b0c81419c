namespace ImageProvenance.Attestations;

/// <summary>Reads SLSA provenance 0.2.</summary>
/// <remarks>slsa.dev/provenance/v0.2, "Schema"; BuildKit, docs/attestations/slsa-definitions.md, for its part.</remarks>
internal sealed class SlsaProvenanceV02Reader
{
    private static readonly JsonMembers PredicateMembers = new("builder", "buildType", "invocation", "buildConfig", "metadata", "materials");
    private static readonly JsonMembers InvocationMembers = new("configSource", "parameters", "environment");
    private static readonly JsonMembers MetadataMembers = new(
        "buildInvocationId", "buildInvocationID", "buildStartedOn", "buildFinishedOn", "completeness", "reproducible", Hermetic, Extension);
    private static readonly JsonMembers CompletenessMembers = new("parameters", "materials");
    private static readonly JsonMembers EnvironmentMembers = new("platform");

    private const string Hermetic = BuildKitDetails.BuildTypeV02 + "#hermetic";
    private const string Extension = BuildKitDetails.BuildTypeV02 + "#metadata";

    private string? _builderId;
    private string? _buildType;
    private ProvenanceSource? _configSource;
    private ReadOnlyMemory<byte> _parameters;
    private ReadOnlyMemory<byte> _environment;
    private ProvenanceMetadata _metadata;
    private BuildKitFields _buildKit;
    private IReadOnlyList<ResourceDescriptor> _materials = [];

    public static SlsaProvenance Read(ReadOnlyMemory<byte> predicate) =>
        StrictJsonReader.Parse(predicate, "SLSA provenance", new SlsaProvenanceV02Reader().ReadPredicate);

    private SlsaProvenance ReadPredicate(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(PredicateMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "builder": _builderId = BuilderJson.ReadId(ref json); break;
                case "buildType": _buildType = json.ReadText(); break;
                case "invocation": ReadInvocation(ref json); break;
                case "buildConfig": _buildKit.HasSteps |= !json.ReadRaw().IsNothing(); break;
                case "metadata": ReadMetadata(ref json); break;
                case "materials": _materials = json.ReadArray(ResourceDescriptorJson.Read, SlsaProvenance.MaxDependencies).AsReadOnly(); break;
            }
        }

        var buildKit = _buildType == BuildKitDetails.BuildTypeV02 ? ReadBuildKit() : null;
        var source = (buildKit is null ? _configSource : BuildKitDetails.SourceOf(_configSource, buildKit)) ?? ProvenanceSource.None;
        return new(PredicateTypes.SlsaProvenanceV02)
        {
            BuilderId = _builderId,
            BuildType = _buildType,
            Source = source.Uri,
            SourceRef = source.Ref,
            Revision = source.Revision,
            SourceIsClaimedByClient = source.IsClaimedByClient,
            ExternalParameters = _parameters,
            InternalParameters = _environment,
            Dependencies = _materials,
            InvocationId = _metadata.InvocationId,
            StartedOn = _metadata.StartedOn,
            FinishedOn = _metadata.FinishedOn,
            BuildKit = buildKit,
        };
    }

    private void ReadInvocation(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(InvocationMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "configSource": _configSource = ProvenanceSource.ReadConfigSource(ref json); break;
                case "parameters": _parameters = json.ReadRaw(); break;
                case "environment": _environment = json.ReadRaw(); break;
            }
        }
    }

    private void ReadMetadata(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(MetadataMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "buildInvocationId" or "buildInvocationID": _metadata.ReadInvocationId(ref json); break;
                case "buildStartedOn": _metadata.StartedOn = ProvenanceMetadata.ReadTime(ref json); break;
                case "buildFinishedOn": _metadata.FinishedOn = ProvenanceMetadata.ReadTime(ref json); break;
                case "completeness": ReadCompleteness(ref json); break;
                case "reproducible": _buildKit.Reproducible = json.ReadBoolean(); break;
                case Hermetic: _buildKit.Hermetic = json.ReadBoolean(); break;
                case Extension: _buildKit.ReadExtension(ref json); break;
            }
        }
    }

    private void ReadCompleteness(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(CompletenessMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "parameters": _buildKit.IsRequestComplete = json.ReadBoolean(); break;
                case "materials": _buildKit.AreDependenciesComplete = json.ReadBoolean(); break;
            }
        }
    }

    // Parameters and environment mean something only once the kind of build is known.
    private BuildKitDetails ReadBuildKit()
    {
        if (!_parameters.IsEmpty)
            StrictJsonReader.Parse(_parameters, "SLSA provenance", (ref StrictJsonReader json) => { _buildKit.ReadRequest(ref json); return true; });
        if (!_environment.IsEmpty)
            _buildKit.BuilderPlatform = StrictJsonReader.Parse(_environment, "SLSA provenance", ReadPlatform);
        return _buildKit.ToDetails();
    }

    private static string? ReadPlatform(ref StrictJsonReader json)
    {
        string? platform = null;
        var scope = json.BeginObject(EnvironmentMembers);
        while (json.NextMember(ref scope) is { })
            platform = json.ReadText();
        return platform;
    }
}
