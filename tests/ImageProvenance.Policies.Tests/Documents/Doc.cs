using System.Text.Json;
using System.Text.Json.Nodes;

namespace ImageProvenance.Policies.Tests;

/// <summary>Policy documents, put together from parts.</summary>
internal static class Doc
{
    public static string Pem { get; } = JsonSerializer.Serialize(Some.A.PublicKeyPem);

    public static string Keys { get; } = $$"""{ "keys": [ { "pem": {{Pem}} } ] }""";

    public static string Signature { get; } = $$"""{ "type": "signature", "by": {{Keys}} }""";

    public static string Keyless { get; } = """{ "keyless": { "issuer": "https://token.actions.githubusercontent.com", "identity": "https://github.com/acme/app/x" } }""";

    /// <summary>A document with one rule that requires a signature by this signer.</summary>
    public static string SignedBy(string signer) => Requiring($$"""{ "type": "signature", "by": {{signer}} }""");

    /// <summary>A document with one rule that requires this.</summary>
    public static string Requiring(string requirement) => WithRule($$"""{ "images": [ "ghcr.io/acme/**" ], "require": {{requirement}} }""");

    /// <summary>A document with this rule only.</summary>
    public static string WithRule(string rule) => $$"""{ "version": 1, "name": "p", "rules": [ {{rule}} ] }""";

    public static VerificationPolicy Read(string json) => VerificationPolicy.FromJson(json);

    public static IEnumerable<string> PathsOfMistakes(string json) => Mistakes.Of(() => Read(json)).Select(mistake => mistake.Path);

    public static JsonNode Parse(string json) => JsonNode.Parse(json)!;
}
