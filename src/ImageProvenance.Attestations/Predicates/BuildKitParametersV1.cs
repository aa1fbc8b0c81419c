namespace ImageProvenance.Attestations;

/// <summary>Reads the parameters of a BuildKit build in SLSA provenance 1.</summary>
internal static class BuildKitParametersV1
{
    private static readonly JsonMembers ExternalMembers = new("configSource", "request");
    private static readonly JsonMembers InternalMembers = new("buildConfig", "builderPlatform");

    /// <summary>Reads both kinds of parameters; the result is the source that BuildKit fetched, if it fetched one.</summary>
    public static ProvenanceSource? Read(ReadOnlyMemory<byte> external, ReadOnlyMemory<byte> @internal, ref BuildKitFields fields)
    {
        var read = fields;
        ProvenanceSource? fetched = null;
        if (!external.IsEmpty)
            fetched = StrictJsonReader.Parse(external, "SLSA provenance", (ref StrictJsonReader json) => ReadExternal(ref json, ref read));
        if (!@internal.IsEmpty)
            StrictJsonReader.Parse(@internal, "SLSA provenance", (ref StrictJsonReader json) => ReadInternal(ref json, ref read));
        fields = read;
        return fetched;
    }

    private static ProvenanceSource? ReadExternal(ref StrictJsonReader json, ref BuildKitFields fields)
    {
        ProvenanceSource? source = null;
        var scope = json.BeginObject(ExternalMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "configSource": source = ProvenanceSource.ReadConfigSource(ref json); break;
                case "request": fields.ReadRequest(ref json); break;
            }
        }

        return source;
    }

    private static bool ReadInternal(ref StrictJsonReader json, ref BuildKitFields fields)
    {
        var scope = json.BeginObject(InternalMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "buildConfig": fields.HasSteps |= !json.ReadRaw().IsNothing(); break;
                case "builderPlatform": fields.BuilderPlatform = json.ReadText(); break;
            }
        }

        return true;
    }
}
