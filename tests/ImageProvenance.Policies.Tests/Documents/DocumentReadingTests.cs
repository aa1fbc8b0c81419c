namespace ImageProvenance.Policies.Tests;

/// <summary>What documents mean, and how the keys of one come in.</summary>
public sealed class DocumentReadingTests
{
    [Test]
    public void A_document_says_what_code_says()
    {
        var read = Doc.Read($$"""
            { "$schema": "https://example.org/policy.schema.json", "version": 1, "name": "production",
              "rules": [
                { "name": "acme", "images": [ "ghcr.io/acme/**" ], "except": [ "ghcr.io/acme/sandbox/**" ], "mode": "enforce",
                  "require": { "allOf": [
                    {{Doc.Signature}},
                    { "type": "attestation", "predicateType": "slsa-provenance", "by": "same-signer",
                      "provenance": { "builderId": "b:1", "source": "https://github.com/acme/app", "revision": "{{Some.Revision}}", "buildType": "t:1" } },
                    { "type": "consistent-provenance" },
                    { "anyOf": [ { "type": "digest-reference" }, { "type": "attestation", "predicateType": "vex", "by": { "other": { "kind": "gpg", "identity": "x" } } } ] } ] } },
                { "name": "lab", "images": [ "localhost/**" ], "mode": "warn", "require": { "type": "digest-reference" } },
                { "name": "legacy", "images": [ "old.example/**" ], "deny": "moved to ghcr.io/acme" } ],
              "otherwise": "deny" }
            """);
        var built = new VerificationPolicyBuilder("production")
            .ForImages("ghcr.io/acme/**", rule => rule
                .Named("acme")
                .Except("ghcr.io/acme/sandbox/**")
                .SignedBy(Some.By(Some.A))
                .HasProvenance(p => p.BuiltBy("b:1").BuiltFrom("https://github.com/acme/app", Some.Revision).OfBuildType("t:1").ConsistentWithImage())
                .AnyOf(any => any.ByDigestReference().HasAttestation(Predicates.Vex, a => a.By(signer => signer.Other("gpg", "x")))))
            .ForImages("localhost/**", rule => rule.Named("lab").ByDigestReference().Warn())
            .ForImages("old.example/**", rule => rule.Named("legacy").Deny("moved to ghcr.io/acme"))
            .Otherwise(Decision.Deny)
            .Build();

        Assert.That(read.ToJson(), Is.EqualTo(built.ToJson()));
        Assert.That(read.Id, Is.EqualTo(built.Id));
    }

    [Test]
    public void A_key_file_is_read_through_the_hosts_delegate()
    {
        var asked = new List<string>();
        var policy = VerificationPolicy.FromJson(Doc.Requiring("""{ "type": "signature", "by": { "keys": [ { "file": "keys/a.pub" } ] } }"""), file =>
        {
            asked.Add(file);
            return Some.A.PublicKeyPem;
        });

        Assert.That(asked, Is.EqualTo(new[] { "keys/a.pub" }));
        Assert.That(policy.Id, Is.EqualTo(Doc.Read(Doc.Requiring(Doc.Signature)).Id), "a policy is the same wherever its keys came from");
    }

    [Test]
    public void Without_a_delegate_each_key_file_is_a_mistake()
    {
        string json = Doc.Requiring("""{ "type": "signature", "by": { "keys": [ { "file": "a.pub" }, { "file": "b.pub" } ] } }""");

        Assert.That(Doc.PathsOfMistakes(json).Take(2), Is.EqualTo(new[] { "$.rules[0].require.by.keys[0].file", "$.rules[0].require.by.keys[1].file" }));
    }

    [Test]
    public void A_key_file_that_cannot_be_read_or_holds_no_key_is_a_mistake()
    {
        string json = Doc.Requiring("""{ "type": "signature", "by": { "keys": [ { "file": "a.pub" }, { "file": "b.pub" } ] } }""");

        var mistakes = Mistakes.Of(() => VerificationPolicy.FromJson(json, file => file == "a.pub" ? throw new FileNotFoundException("It is not there.") : "no PEM"));

        Assert.That(mistakes[0].ToString(), Does.StartWith("$.rules[0].require.by.keys[0].file").And.Contain("a.pub").And.Contain("It is not there."));
        Assert.That(mistakes[1].ToString(), Does.StartWith("$.rules[0].require.by.keys[1].file").And.Contain("invalid-key"));
    }

    [Test]
    public void Names_in_escapes_are_the_same_names() =>
        Assert.That(Doc.Read(Doc.Requiring(Doc.Signature).Replace("\"version\"", "\"versi\\u006fn\"", StringComparison.Ordinal)).Id, Is.EqualTo(Doc.Read(Doc.Requiring(Doc.Signature)).Id));
}
