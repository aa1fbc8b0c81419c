namespace ImageProvenance.Attestations;

/// <summary>Reads SLSA provenance 1.</summary>
/// <remarks>slsa.dev/spec/v1.0/provenance, "Schema"; BuildKit, docs/attestations/slsa-definitions.md, for its part.</remarks>
internal sealed class SlsaProvenanceV1Reader
{
    private static readonly JsonMembers PredicateMembers = new("buildDefinition", "runDetails");
    private static readonly JsonMembers DefinitionMembers = new("buildType", "externalParameters", "internalParameters", "resolvedDependencies");
    private static readonly JsonMembers RunMembers = new("builder", "metadata");
    private static readonly JsonMembers MetadataMembers = new(
        "invocationId", "invocationID", "startedOn", "finishedOn", "buildkit_completeness", "buildkit_reproducible", "buildkit_hermetic", "buildkit_metadata");
    private static readonly JsonMembers CompletenessMembers = new("request", "resolvedDependencies");

    private string? _builderId;
    private string? _buildType;
    private ReadOnlyMemory<byte> _external;
    private ReadOnlyMemory<byte> _internal;
    private ProvenanceMetadata _metadata;
    private BuildKitFields _buildKit;
    private IReadOnlyList<ResourceDescriptor> _dependencies = [];

    public static SlsaProvenance Read(ReadOnlyMemory<byte> predicate) =>
        StrictJsonReader.Parse(predicate, "SLSA provenance", new SlsaProvenanceV1Reader().ReadPredicate);

    private SlsaProvenance ReadPredicate(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(PredicateMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "buildDefinition": ReadDefinition(ref json); break;
                case "runDetails": ReadRun(ref json); break;
            }
        }

        var (source, buildKit) = Interpret();
        return new(PredicateTypes.SlsaProvenanceV1)
        {
            BuilderId = _builderId,
            BuildType = _buildType,
            Source = source?.Uri,
            SourceRef = source?.Ref,
            Revision = source?.Revision,
            SourceIsClaimedByClient = source is { IsClaimedByClient: true },
            ExternalParameters = _external,
            InternalParameters = _internal,
            Dependencies = _dependencies,
            InvocationId = _metadata.InvocationId,
            StartedOn = _metadata.StartedOn,
            FinishedOn = _metadata.FinishedOn,
            BuildKit = buildKit,
        };
    }

    private void ReadDefinition(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(DefinitionMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "buildType": _buildType = json.ReadText(); break;
                case "externalParameters": _external = json.ReadRaw(); break;
                case "internalParameters": _internal = json.ReadRaw(); break;
                case "resolvedDependencies": _dependencies = json.ReadArray(ResourceDescriptorJson.Read, SlsaProvenance.MaxDependencies).AsReadOnly(); break;
            }
        }
    }

    private void ReadRun(ref StrictJsonReader json)
    {
        var scope = json.BeginObject(RunMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "builder": _builderId = BuilderJson.ReadId(ref json); break;
                case "metadata": ReadMetadata(ref json); break;
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
                case "invocationId" or "invocationID": _metadata.ReadInvocationId(ref json); break;
                case "startedOn": _metadata.StartedOn = ProvenanceMetadata.ReadTime(ref json); break;
                case "finishedOn": _metadata.FinishedOn = ProvenanceMetadata.ReadTime(ref json); break;
                case "buildkit_completeness": ReadCompleteness(ref json); break;
                case "buildkit_reproducible": _buildKit.Reproducible = json.ReadBoolean(); break;
                case "buildkit_hermetic": _buildKit.Hermetic = json.ReadBoolean(); break;
                case "buildkit_metadata": _buildKit.ReadExtension(ref json); break;
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
                case "request": _buildKit.IsRequestComplete = json.ReadBoolean(); break;
                case "resolvedDependencies": _buildKit.AreDependenciesComplete = json.ReadBoolean(); break;
            }
        }
    }

    // Parameters mean something only once the kind of build is known.
    private (ProvenanceSource? Source, BuildKitDetails? BuildKit) Interpret()
    {
        if (_buildType == BuildKitDetails.BuildTypeV1)
        {
            var fetched = BuildKitParametersV1.Read(_external, _internal, ref _buildKit);
            var details = _buildKit.ToDetails();
            return (BuildKitDetails.SourceOf(fetched, details), details);
        }

        var source = GitHubWorkflow.Is(_buildType) ? GitHubWorkflow.SourceOf(_external, _dependencies)
            : ContainerBasedBuild.Is(_buildType) ? ContainerBasedBuild.SourceOf(_external)
            : ProvenanceSource.FirstCommitOf(_dependencies);
        return (source, null);
    }
}
