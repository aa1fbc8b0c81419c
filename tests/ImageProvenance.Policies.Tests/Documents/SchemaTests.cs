using System.Text.Json.Nodes;
using ImageProvenance.Tests;

namespace ImageProvenance.Policies.Tests;

/// <summary>docs/policy.schema.json and the reader know the same members of the same objects.</summary>
public sealed class SchemaTests
{
    // A good document for each kind of object, and where the object stands in it.
    private static readonly Dictionary<string, (string Document, string Path)> Samples = new()
    {
        ["policy"] = (Doc.Requiring(Doc.Signature), "$"),
        ["rule"] = (Doc.Requiring(Doc.Signature), "$.rules[0]"),
        ["otherwise"] = ($$"""{ "version": 1, "name": "p", "otherwise": { "require": {{Doc.Signature}} } }""", "$.otherwise"),
        ["allOf"] = (Doc.Requiring($$"""{ "allOf": [ {{Doc.Signature}} ] }"""), "$.rules[0].require"),
        ["anyOf"] = (Doc.Requiring($$"""{ "anyOf": [ {{Doc.Signature}} ] }"""), "$.rules[0].require"),
        ["signature"] = (Doc.Requiring(Doc.Signature), "$.rules[0].require"),
        ["attestation"] = (Doc.Requiring(Attestation), "$.rules[0].require"),
        ["consistent-provenance"] = (Doc.Requiring("""{ "type": "consistent-provenance" }"""), "$.rules[0].require"),
        ["digest-reference"] = (Doc.Requiring("""{ "type": "digest-reference" }"""), "$.rules[0].require"),
        ["signer"] = (Doc.Requiring(Doc.Signature), "$.rules[0].require.by"),
        ["key"] = (Doc.Requiring(Doc.Signature), "$.rules[0].require.by.keys[0]"),
        ["other"] = (Doc.Requiring("""{ "type": "signature", "by": { "other": { "kind": "gpg", "identity": "x" } } }"""), "$.rules[0].require.by.other"),
        ["keyless"] = (Doc.SignedBy(Doc.Keyless), "$.rules[0].require.by.keyless"),
        ["gitHubActions"] = (Doc.SignedBy("""{ "gitHubActions": { "repository": "acme/app" } }"""), "$.rules[0].require.by.gitHubActions"),
        ["gitLabCI"] = (Doc.SignedBy("""{ "gitLabCI": { "project": "acme/app" } }"""), "$.rules[0].require.by.gitLabCI"),
        ["google"] = (Doc.SignedBy("""{ "google": { "email": "me@acme.example" } }"""), "$.rules[0].require.by.google"),
        ["extensions"] = (Doc.SignedBy("""{ "google": { "email": "me@acme.example", "extensions": { "issuer": "x" } } }"""), "$.rules[0].require.by.google.extensions"),
        ["comparison"] = (Doc.SignedBy("""{ "keyless": { "issuer": "https://a.example", "identity": { "exact": "x" } } }"""), "$.rules[0].require.by.keyless.identity"),
        ["provenance"] = (Doc.Requiring(Attestation), "$.rules[0].require.provenance"),
    };

    // A good value for each member that no sample has, and what has to go for it.
    private static readonly Dictionary<string, (string Value, string? Instead)> Additions = new()
    {
        ["policy.$schema"] = ("\"policy.schema.json\"", null),
        ["policy.otherwise"] = ("\"deny\"", null),
        ["rule.name"] = ("\"r\"", null),
        ["rule.except"] = ("[ \"ghcr.io/acme/x\" ]", null),
        ["rule.mode"] = ("\"warn\"", null),
        ["rule.deny"] = ("\"moved\"", "require"),
        ["otherwise.mode"] = ("\"warn\"", null),
        ["otherwise.deny"] = ("\"frozen\"", "require"),
        ["signer.logEntries"] = ("1", null),
        ["signer.times"] = ("1", null),
        ["signer.allowRekorDsse002"] = ("true", null),
        ["signer.keyless"] = ("""{ "issuer": "https://a.example", "identity": "x" }""", "keys"),
        ["signer.gitHubActions"] = ("""{ "repository": "acme/app" }""", "keys"),
        ["signer.gitLabCI"] = ("""{ "project": "acme/app" }""", "keys"),
        ["signer.google"] = ("""{ "email": "me@acme.example" }""", "keys"),
        ["gitHubActions.workflow"] = ("\"release.yml\"", null),
        ["gitHubActions.ref"] = ("\"refs/heads/main\"", null),
        ["gitHubActions.trigger"] = ("\"push\"", null),
        ["gitHubActions.runner"] = ("\"github-hosted\"", null),
        ["gitHubActions.ownerId"] = ("\"1\"", null),
        ["gitHubActions.repositoryId"] = ("\"2\"", null),
        ["gitLabCI.config"] = ("\".gitlab-ci.yml\"", null),
        ["gitLabCI.ref"] = ("\"refs/heads/main\"", null),
        ["gitLabCI.trigger"] = ("\"push\"", null),
        ["gitLabCI.runner"] = ("\"gitlab-hosted\"", null),
        ["gitLabCI.namespaceId"] = ("\"1\"", null),
        ["gitLabCI.projectId"] = ("\"2\"", null),
        ["gitLabCI.server"] = ("\"https://gitlab.acme.example\"", null),
        ["comparison.prefix"] = ("\"https://a.example/\"", "exact"),
        ["comparison.pattern"] = ("\"a+\"", "exact"),
        ["other.logEntries"] = ("1", null),
        ["other.times"] = ("1", null),
        ["other.allowRekorDsse002"] = ("true", null),
        ["signer.other"] = ("""{ "kind": "gpg", "identity": "x" }""", "keys"),
        ["key.file"] = ("\"a.pub\"", "pem"),
        ["key.algorithm"] = ("\"ecdsa-p256-sha256\"", null),
    };

    // What every keyless signer may have besides.
    private static readonly Dictionary<string, string> OfKeyless = new()
    {
        ["extensions"] = """{ "buildTrigger": "push" }""",
        ["logEntries"] = "2",
        ["times"] = "2",
        ["scts"] = "2",
        ["withoutLogUnsafe"] = "true",
        ["withoutSctUnsafe"] = "true",
        ["allowRekorDsse002"] = "true",
    };

    private const string Provenance = """{ "builderId": "b:1", "source": "https://github.com/acme/app", "revision": "0123456789abcdef0123456789abcdef01234567", "buildType": "t:1" }""";

    private static string Attestation => $$"""{ "type": "attestation", "predicateType": "slsa-provenance", "by": {{Doc.Keys}}, "provenance": {{Provenance}} }""";

    private static JsonNode Schema { get; } = Doc.Parse(File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "policy.schema.json")));

    private static IEnumerable<(string Kind, JsonObject Object)> Objects =>
        Schema["$defs"]!.AsObject().Where(definition => definition.Value!["properties"] is not null).Select(definition => (definition.Key, definition.Value!.AsObject()));

    private static IEnumerable<TestCaseData> Members =>
        from kind in Objects
        from member in kind.Object["properties"]!.AsObject()
        select new TestCaseData(kind.Kind, member.Key).SetName($"{{m}}: {kind.Kind}.{member.Key}");

    private static IEnumerable<string> Kinds => Objects.Select(kind => kind.Kind);

    [TestCaseSource(nameof(Members))]
    public void Each_member_of_the_schema_is_read(string kind, string member)
    {
        var (document, target) = Sample(kind);
        if (target[member] is null)
        {
            var (value, instead) = Additions.TryGetValue($"{kind}.{member}", out var addition) ? addition
                : kind == "extensions" ? ("{ \"prefix\": \"refs/\" }", null)
                : OfKeyless.TryGetValue(member, out string? common) ? (common, null)
                : throw new AssertionException("the schema has a member that no sample here has");
            target[member] = JsonNode.Parse(value);
            if (instead is not null)
                target.Remove(instead);
        }

        Assert.That(() => Read(document), Throws.Nothing);
    }

    [TestCaseSource(nameof(Kinds))]
    public void No_member_of_other_objects_is_read(string kind)
    {
        var own = Schema["$defs"]![kind]!["properties"]!.AsObject().Select(member => member.Key);
        string[] others = [.. Objects.SelectMany(other => other.Object["properties"]!.AsObject().Select(member => member.Key)).Except(own).Distinct(), "description", "x", ""];

        foreach (string member in others)
        {
            var (document, target) = Sample(kind);
            target[member] = "x";
            Assert.That(() => Read(document), Throws.InstanceOf<PolicyException>(), member);
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void What_the_schema_needs_the_reader_needs(string kind)
    {
        foreach (var member in Schema["$defs"]![kind]!["required"]?.AsArray() ?? [])
        {
            var (document, target) = Sample(kind);
            target.Remove(member!.GetValue<string>());
            Assert.That(() => Read(document), Throws.InstanceOf<PolicyException>(), member.ToString());
        }
    }

    // Whoever adds a member to the reader has to add it here too: its own message lists what it knows.
    [TestCaseSource(nameof(Kinds))]
    public void What_the_reader_knows_the_schema_knows(string kind)
    {
        var (document, target) = Sample(kind);
        target["unheard-of"] = 1;

        string message = Assert.Throws<PolicyException>(() => Read(document))!.Mistakes.Single(mistake => mistake.Path.EndsWith(".unheard-of", StringComparison.Ordinal)).Message;
        string[] known = message[(message.LastIndexOf(':') + 1)..].Trim(' ', '.').Split(", ");

        // Of requirements the reader lists the members of all types at once, and sorts them out by type.
        string[] kinds = Schema["$defs"]!["requirement"]!["oneOf"]!.AsArray().Select(one => one!["$ref"]!.GetValue<string>().Split('/')[^1]).ToArray();
        var expected = (kinds.Contains(kind) ? kinds : [kind]).SelectMany(name => Schema["$defs"]![name]!["properties"]!.AsObject().Select(member => member.Key)).Distinct();
        Assert.That(known, Is.EquivalentTo(expected));
    }

    [Test]
    public void Every_object_is_closed_and_described()
    {
        foreach (var (kind, definition) in Objects)
        {
            Assert.That(definition["additionalProperties"]?.GetValue<bool>(), Is.False, kind);
            foreach (var (name, member) in definition["properties"]!.AsObject())
                Assert.That(member!["description"] ?? Schema["$defs"]![member["$ref"]?.GetValue<string>().Split('/')[^1] ?? ""]?["description"], Is.Not.Null, $"{kind}.{name}");
        }
    }

    [Test]
    public void The_schema_names_every_signature_algorithm_and_no_other() => Assert.That(
        Schema["$defs"]!["key"]!["properties"]!["algorithm"]!["enum"]!.AsArray().Select(algorithm => algorithm!.GetValue<string>()),
        Is.EquivalentTo(typeof(Signatures.SignatureAlgorithms).GetFields().Select(field => (string)field.GetRawConstantValue()!)));

    private static (JsonNode Document, JsonObject Target) Sample(string kind)
    {
        Assert.That(Samples, Does.ContainKey(kind), "the schema has a kind of object that no sample here has");
        var document = Doc.Parse(Samples[kind].Document);
        var target = document;
        foreach (string step in Samples[kind].Path.Split('.').Skip(1))
            target = step.EndsWith(']') ? target![step[..^3]]![step[^2] - '0'] : target![step];
        return (document, target!.AsObject());
    }

    private static VerificationPolicy Read(JsonNode document) => VerificationPolicy.FromJson(document.ToJsonString(), _ => Some.A.PublicKeyPem);
}
