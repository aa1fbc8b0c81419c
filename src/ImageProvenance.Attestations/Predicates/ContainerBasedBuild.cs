namespace ImageProvenance.Attestations;

/// <summary>The source of slsa-github-generator's container-based build, which stands among its parameters.</summary>
/// <remarks>slsa.dev/container-based-build/v0.1, with or without <c>?draft</c>.</remarks>
internal static class ContainerBasedBuild
{
    private static readonly JsonMembers ParameterMembers = new("source");

    public static bool Is(string? buildType) => buildType is
        "https://slsa.dev/container-based-build/v0.1" or
        "https://slsa.dev/container-based-build/v0.1?draft";

    public static ProvenanceSource? SourceOf(ReadOnlyMemory<byte> externalParameters) =>
        externalParameters.IsEmpty ? null : StrictJsonReader.Parse(externalParameters, "SLSA provenance", ReadParameters);

    private static ProvenanceSource? ReadParameters(ref StrictJsonReader json)
    {
        ProvenanceSource? source = null;
        var scope = json.BeginObject(ParameterMembers);
        while (json.NextMember(ref scope) is { })
            source = ProvenanceSource.ReadConfigSource(ref json);
        return source;
    }
}
