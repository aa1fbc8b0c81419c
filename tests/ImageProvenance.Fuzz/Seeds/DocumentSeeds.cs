using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Fuzz;

/// <summary>Documents that are read without anything to verify them by: that they are read is all that is claimed.</summary>
internal static class DocumentSeeds
{
    private const string Read = "read";

    public static IEnumerable<FuzzSeed> Of(FuzzInstance instance) =>
    [
        new("dsse-envelope", instance.V1.SignAttestation(instance.Statement, PredicateTypes.SlsaProvenanceV1, instance.Identity).Bytes.ToArray(), bytes => Accept(DsseEnvelope.Parse(bytes).SignedBytes)),
        new("statement", instance.Statement, JudgeStatement),
        new("simple-signing", CosignArtifacts.SimpleSigningPayload(instance.Subject.Digest, "registry.example/acme/app", new Dictionary<string, string> { ["a"] = "b" }), bytes => Accept(SimpleSigningPayload.Parse(bytes))),
        new("trusted-root", instance.V1.TrustedRootJson.ToArray(), bytes => Accept(TrustedRoot.Parse(bytes))),
        new("trusted-root", instance.V2.TrustedRootJson.ToArray(), bytes => Accept(TrustedRoot.Parse(bytes))),
    ];

    private static string JudgeStatement(ReadOnlyMemory<byte> bytes)
    {
        var statement = InTotoStatement.Parse(bytes);
        return statement.PredicateType == PredicateTypes.SlsaProvenanceV1 ? Accept(SlsaProvenance.Parse(statement.PredicateType, statement.Predicate)) : Read;
    }

    private static string Accept<T>(T value) => value is null ? throw new InvalidOperationException("A parser returned nothing.") : Read;
}
