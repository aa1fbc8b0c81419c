namespace ImageProvenance.Policies.Tests;

/// <summary>What a document may not say, with the JSON path of each mistake.</summary>
public sealed class DocumentMistakeTests
{
    [TestCase("", TestName = "Nothing")]
    [TestCase("{", TestName = "A document cut short")]
    [TestCase("{\"version\":1,\"name\":\"p\",\"otherwise\":\"deny\"} {}", TestName = "Data after the end")]
    [TestCase("{\"version\":1,}", TestName = "A trailing comma")]
    [TestCase("{/* */\"version\":1}", TestName = "A comment")]
    [TestCase("\ufeff{}", TestName = "A byte order mark")]
    public void What_is_no_JSON_is_one_mistake(string json) => Mistakes.Only("$", () => Doc.Read(json));

    // Not as test cases: attributes are kept in UTF-8, which has no half of a pair.
    [Test]
    public void Text_that_is_no_UTF16_is_one_mistake()
    {
        foreach (string json in new[] { "\ud800", "{\"name\":\"\udc00\"}", "{\"\ud800\":1}" })
            Mistakes.Only("$", () => Doc.Read(json));
    }

    [Test]
    public void Nesting_has_a_depth() =>
        Mistakes.Only("$", () => Doc.Read(Doc.Requiring(string.Concat(Enumerable.Repeat("{\"allOf\":[", 40)) + Doc.Signature + string.Concat(Enumerable.Repeat("]}", 40)))));

    [Test]
    public void A_document_has_a_size()
    {
        string good = Doc.Requiring(Doc.Signature);
        string padded = good + new string(' ', (1 << 20) - good.Length);

        Assert.That(() => Doc.Read(padded), Throws.Nothing);
        Assert.That(Mistakes.Only("$", () => Doc.Read(padded + " ")).Message, Does.Contain("too large"));
    }

    [TestCase("$", """{ "name": "p", "otherwise": { "require": R } }""", TestName = "No version")]
    [TestCase("$", """{ "version": 1, "otherwise": { "require": R } }""", TestName = "No name")]
    [TestCase("$", """{ "version": 1, "name": "p" }""", TestName = "No rule")]
    [TestCase("$", """{ "version": 1, "name": "p", "otherwise": "deny" }""", TestName = "No rule but the default")]
    [TestCase("$.version", """{ "version": 2, "name": "p", "otherwise": { "require": R } }""", TestName = "Another version")]
    [TestCase("$.version", """{ "version": "1", "name": "p", "otherwise": { "require": R } }""", TestName = "A version that is text")]
    [TestCase("$.version", """{ "version": 1.0, "name": "p", "otherwise": { "require": R } }""", TestName = "A version that is a fraction")]
    [TestCase("$.version", """{ "version": 4294967297, "name": "p", "otherwise": { "require": R } }""", TestName = "A version that overflows")]
    [TestCase("$.name", """{ "version": 1, "name": "", "otherwise": { "require": R } }""", TestName = "An empty name")]
    [TestCase("$.name", """{ "version": 1, "name": "\ud800", "otherwise": { "require": R } }""", TestName = "A name with half a surrogate pair, escaped")]
    [TestCase("$.$schema", """{ "$schema": 1, "version": 1, "name": "p", "otherwise": { "require": R } }""", TestName = "A schema that is no text")]
    [TestCase("$.otherwise", """{ "version": 1, "name": "p", "otherwise": "allow", "rules": [ { "images": [ "ghcr.io/a/b" ], "require": R } ] }""", TestName = "Otherwise allow")]
    [TestCase("$.otherwise", """{ "version": 1, "name": "p", "otherwise": null, "rules": [ { "images": [ "ghcr.io/a/b" ], "require": R } ] }""", TestName = "Otherwise null")]
    [TestCase("$.otherwise.require", """{ "version": 1, "name": "p", "otherwise": { "mode": "warn" } }""", TestName = "Otherwise only a warning")]
    [TestCase("$.otherwise.images", """{ "version": 1, "name": "p", "otherwise": { "images": [ "**" ], "require": R } }""", TestName = "Otherwise with images")]
    [TestCase("$.otherwise.except", """{ "version": 1, "name": "p", "otherwise": { "except": [ "ghcr.io/a/b" ], "require": R } }""", TestName = "Otherwise with exceptions")]
    [TestCase("$.Otherwise", """{ "version": 1, "name": "p", "Otherwise": "deny", "rules": [ { "images": [ "ghcr.io/a/b" ], "require": R } ] }""", TestName = "A member in another case")]
    [TestCase("$.?", """{ "version": 1, "name": "p", "\udc00": 1, "otherwise": { "require": R } }""", TestName = "A member named by half a surrogate pair")]
    [TestCase("$.name", """{ "version": 1, "name": "p", "name": "q", "otherwise": { "require": R } }""", TestName = "A member given twice")]
    [TestCase("$.name", """{ "version": 1, "name": "p", "n\u0061me": "q", "otherwise": { "require": R } }""", TestName = "A member given twice, once escaped")]
    public void In_a_policy(string path, string json) => Mistakes.Only(path, () => Doc.Read(Fill(json)));

    [TestCase("", """{ "require": R }""", TestName = "A rule without images", ExpectedResult = 2)]
    [TestCase(".images", """{ "images": [], "require": R }""", TestName = "A rule with an empty list of images", ExpectedResult = 1)]
    [TestCase(".images", """{ "images": "ghcr.io/a/b", "require": R }""", TestName = "Images that are no list", ExpectedResult = 1)]
    [TestCase(".images[1]", """{ "images": [ "ghcr.io/a/b", 5 ], "require": R }""", TestName = "An image that is no text", ExpectedResult = 1)]
    [TestCase(".images[0]", """{ "images": [ "alpine" ], "require": R }""", TestName = "An image that is no pattern", ExpectedResult = 1)]
    [TestCase(".except", """{ "images": [ "ghcr.io/a/b" ], "except": [], "require": R }""", TestName = "An empty list of exceptions", ExpectedResult = 1)]
    [TestCase(".mode", """{ "images": [ "ghcr.io/a/b" ], "mode": "audit", "require": R }""", TestName = "A mode that is none", ExpectedResult = 1)]
    [TestCase(".mode", """{ "images": [ "ghcr.io/a/b" ], "mode": false, "require": R }""", TestName = "A mode that is no text", ExpectedResult = 1)]
    [TestCase(".name", """{ "images": [ "ghcr.io/a/b" ], "name": [], "require": R }""", TestName = "A rule's name that is no text", ExpectedResult = 1)]
    [TestCase(".require", """{ "images": [ "ghcr.io/a/b" ] }""", TestName = "A rule that requires nothing", ExpectedResult = 1)]
    [TestCase(".require", """{ "images": [ "ghcr.io/a/b" ], "require": null }""", TestName = "A rule that requires null", ExpectedResult = 1)]
    [TestCase(".require", """{ "images": [ "ghcr.io/a/b" ], "require": {} }""", TestName = "A rule that requires an empty object", ExpectedResult = 1)]
    [TestCase(".require", """{ "images": [ "ghcr.io/a/b" ], "require": [ R ] }""", TestName = "A rule that requires a list", ExpectedResult = 1)]
    [TestCase(".deny", """{ "images": [ "ghcr.io/a/b" ], "deny": "moved", "require": R }""", TestName = "A rule that requires and denies", ExpectedResult = 1)]
    [TestCase(".deny", """{ "images": [ "ghcr.io/a/b" ], "deny": "moved", "mode": "warn" }""", TestName = "A rule that denies and warns", ExpectedResult = 1)]
    [TestCase(".deny", """{ "images": [ "ghcr.io/a/b" ], "deny": true }""", TestName = "A denial that is no text", ExpectedResult = 2)]
    [TestCase(".otherwise", """{ "images": [ "ghcr.io/a/b" ], "require": R, "otherwise": "deny" }""", TestName = "A member of the policy in a rule", ExpectedResult = 1)]
    public int In_a_rule(string path, string rule)
    {
        var paths = Doc.PathsOfMistakes(Doc.WithRule(Fill(rule))).ToList();

        Assert.That(paths[0], Is.EqualTo("$.rules[0]" + path));
        return paths.Count;
    }

    [TestCase(".allOf", """{ "allOf": [] }""", TestName = "An empty all-of")]
    [TestCase(".anyOf", """{ "anyOf": [] }""", TestName = "An empty any-of")]
    [TestCase(".anyOf[1].allOf", """{ "anyOf": [ R, { "allOf": [] } ] }""", TestName = "An empty group deep inside")]
    [TestCase("", """{ "allOf": [ R ], "anyOf": [ R ] }""", TestName = "Two groups in one")]
    [TestCase("", """{ "allOf": [ R ], "type": "digest-reference" }""", TestName = "A group that is a requirement too")]
    [TestCase("", """{ "by": K }""", TestName = "A requirement without a type")]
    [TestCase(".type", """{ "type": "signed" }""", TestName = "A type that is none")]
    [TestCase(".type", """{ "type": 1 }""", TestName = "A type that is no text")]
    [TestCase("", """{ "type": "signature" }""", TestName = "A signature by nobody")]
    [TestCase(".by", """{ "type": "signature", "by": "same-signer" }""", TestName = "A signature by the same signer")]
    [TestCase(".by", """{ "type": "signature", "by": {} }""", TestName = "A signature by an empty object")]
    [TestCase(".by", """{ "type": "signature", "by": null }""", TestName = "A signature by null")]
    [TestCase(".by.keyless", """{ "type": "signature", "by": { "keyless": {} } }""", TestName = "A kind of signer that is not known")]
    [TestCase(".by.keys", """{ "type": "signature", "by": { "keys": [] } }""", TestName = "No keys")]
    [TestCase(".by.keys[0]", """{ "type": "signature", "by": { "keys": [ {} ] } }""", TestName = "A key that is nothing")]
    [TestCase(".by.keys[0]", """{ "type": "signature", "by": { "keys": [ "PEM" ] } }""", TestName = "A key that is text")]
    [TestCase(".by.keys[0]", """{ "type": "signature", "by": { "keys": [ { "file": "a.pub", "pem": P } ] } }""", TestName = "A key that is two")]
    [TestCase(".by.keys[0].pem", """{ "type": "signature", "by": { "keys": [ { "pem": "no PEM" } ] } }""", TestName = "A key that is no PEM")]
    [TestCase(".by.keys[0].pem", """{ "type": "signature", "by": { "keys": [ { "pem": P, "algorithm": "rsa-pss-sha256" } ] } }""", TestName = "A key with an algorithm of others")]
    [TestCase(".by.keys[0].algorithm", """{ "type": "signature", "by": { "keys": [ { "pem": P, "algorithm": 1 } ] } }""", TestName = "An algorithm that is no text")]
    [TestCase(".by.keys[0].path", """{ "type": "signature", "by": { "keys": [ { "pem": P, "path": "a" } ] } }""", TestName = "A member that keys do not have")]
    [TestCase(".by", """{ "type": "signature", "by": { "keys": [ { "pem": P } ], "other": { "kind": "gpg", "identity": "x" } } }""", TestName = "Two kinds of signers")]
    [TestCase(".by", """{ "type": "signature", "by": { "other": { "kind": "gpg" } } }""", TestName = "A signer without an identity")]
    [TestCase(".by", """{ "type": "signature", "by": { "other": { "kind": "key", "identity": "sha256:00" } } }""", TestName = "A key known by its id only")]
    [TestCase(".predicateType", """{ "type": "signature", "by": K, "predicateType": "sbom" }""", TestName = "A signature of a predicate type")]
    [TestCase(".by", """{ "type": "digest-reference", "by": K }""", TestName = "A reference by a signer")]
    [TestCase(".provenance", """{ "type": "consistent-provenance", "provenance": {} }""", TestName = "Consistency with constraints")]
    [TestCase("", """{ "type": "attestation", "by": K }""", TestName = "An attestation of nothing")]
    [TestCase("", """{ "allOf": [ R, { "type": "attestation", "predicateType": "sbom" } ] }""", "[1]", TestName = "An attestation by nobody, though beside a signature")]
    [TestCase(".by", """{ "type": "attestation", "predicateType": "sbom", "by": "same-signer" }""", TestName = "The same signer beside nobody")]
    [TestCase(".by", """{ "type": "attestation", "predicateType": "sbom", "by": "same-Signer" }""", TestName = "The same signer, misspelt")]
    [TestCase(".predicateType", """{ "type": "attestation", "predicateType": "sboms", "by": K }""", TestName = "A predicate type that is none")]
    [TestCase(".predicateType", """{ "type": "attestation", "predicateType": "https://sigstore.dev/cosign/sign/v1", "by": K }""", TestName = "A signature as an attestation")]
    [TestCase(".provenance", """{ "type": "attestation", "predicateType": "slsa-provenance", "by": K, "provenance": "any" }""", TestName = "Constraints that are text")]
    [TestCase(".provenance.source", """{ "type": "attestation", "predicateType": "slsa-provenance", "by": K, "provenance": { "source": "" } }""", TestName = "An empty source")]
    [TestCase(".provenance.source", """{ "type": "attestation", "predicateType": "slsa-provenance", "by": K, "provenance": { "source": "https://a.example/b#main" } }""", TestName = "A source with a reference")]
    [TestCase(".provenance.builder", """{ "type": "attestation", "predicateType": "slsa-provenance", "by": K, "provenance": { "builder": "x" } }""", TestName = "A constraint that is not known")]
    [TestCase(".provenance", """{ "type": "attestation", "predicateType": "sbom", "by": K, "provenance": { "source": "https://a.example/b" } }""", TestName = "Constraints on something else")]
    public void In_a_requirement(string path, string requirement, string allOf = "")
    {
        string expected = "$.rules[0].require" + (allOf.Length > 0 ? ".allOf" + allOf : "") + path;

        Assert.That(Doc.PathsOfMistakes(Doc.Requiring(Fill(requirement))).First(), Is.EqualTo(expected));
    }

    [TestCase("", """{ "keyless": { "issuer": "https://a.example", "identity": "x" }, "google": { "email": "a@b.example" } }""", TestName = "Two keyless signers")]
    [TestCase("", """{ "keys": [ { "pem": P } ], "google": { "email": "a@b.example" } }""", TestName = "A key and a keyless signer")]
    [TestCase(".logEntries", """{ "google": { "email": "a@b.example" }, "logEntries": 1 }""", TestName = "A threshold beside a keyless signer")]
    [TestCase(".scts", """{ "keys": [ { "pem": P } ], "scts": 1 }""", TestName = "SCTs of a key")]
    [TestCase(".withoutLogUnsafe", """{ "keys": [ { "pem": P } ], "withoutLogUnsafe": true }""", TestName = "A key without a log that nobody asks for")]
    [TestCase(".logEntries", """{ "keys": [ { "pem": P } ], "logEntries": 0 }""", TestName = "No log entry of a key")]
    [TestCase(".keyless", """{ "keyless": "x" }""", TestName = "A keyless signer that is text")]
    [TestCase(".keyless", """{ "keyless": { "issuer": "https://a.example" } }""", TestName = "An issuer only")]
    [TestCase(".keyless", """{ "keyless": { "identity": "x" } }""", TestName = "An identity only")]
    [TestCase(".keyless.issuer", """{ "keyless": { "issuer": "", "identity": "x" } }""", TestName = "An empty issuer")]
    [TestCase(".keyless.issuer", """{ "keyless": { "issuer": "a.example", "identity": "x" } }""", TestName = "An issuer that is no URL")]
    [TestCase(".keyless.issuer", """{ "keyless": { "issuer": { "prefix": "https://" }, "identity": "x" } }""", TestName = "Any issuer")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": "" } }""", TestName = "An empty identity")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": null } }""", TestName = "An identity that is null")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": {} } }""", TestName = "An identity that is compared with nothing")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": { "prefix": "a/", "exact": "a/b" } } }""", TestName = "An identity that is compared twice")]
    [TestCase(".keyless.identity.regex", """{ "keyless": { "issuer": "https://a.example", "identity": { "regex": "a+" } } }""", TestName = "A comparison that is not known")]
    [TestCase(".keyless.identity.exact", """{ "keyless": { "issuer": "https://a.example", "identity": { "exact": " " } } }""", TestName = "An identity of white space")]
    [TestCase(".keyless.identity.pattern", """{ "keyless": { "issuer": "https://a.example", "identity": { "pattern": 5 } } }""", TestName = "A pattern that is no text")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": { "pattern": ".*" } } }""", TestName = "A pattern of everybody")]
    [TestCase(".keyless.identity", """{ "keyless": { "issuer": "https://a.example", "identity": { "pattern": "(" } } }""", TestName = "A pattern that is none")]
    [TestCase(".keyless.subject", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "subject": "y" } }""", TestName = "A member of other tools")]
    [TestCase(".keyless.extensions", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": {} } }""", TestName = "Extensions of nothing")]
    [TestCase(".keyless.extensions", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": [] } }""", TestName = "Extensions that are a list")]
    [TestCase(".keyless.extensions.unknown", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": { "unknown": "x" } } }""", TestName = "An extension without a number")]
    [TestCase(".keyless.extensions.SourceRepositoryUri", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": { "SourceRepositoryUri": "x" } } }""", TestName = "An extension in another case")]
    [TestCase(".keyless.extensions.buildTrigger", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": { "buildTrigger": "push", "buildTrigger": "x" } } }""", TestName = "An extension given twice")]
    [TestCase(".keyless.extensions.buildTrigger", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": { "buildTrigger": { "pattern": "[" } } } }""", TestName = "An extension with a pattern that is none")]
    [TestCase(".keyless.extensions.buildTrigger", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "extensions": { "buildTrigger": "" } } }""", TestName = "An extension that is empty")]
    [TestCase(".keyless.logEntries", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "logEntries": 0 } }""", TestName = "No log entry at all")]
    [TestCase(".keyless.logEntries", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "logEntries": "1" } }""", TestName = "Log entries that are text")]
    [TestCase(".keyless.logEntries", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "logEntries": 1.5 } }""", TestName = "Half a log entry")]
    [TestCase(".keyless.times", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "times": 99999999999 } }""", TestName = "Times that overflow")]
    [TestCase(".keyless.scts", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "scts": -1 } }""", TestName = "Fewer SCTs than none")]
    [TestCase(".keyless.withoutLogUnsafe", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "withoutLogUnsafe": 1 } }""", TestName = "A relaxation that is a number")]
    [TestCase(".keyless.withoutLogUnsafe", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "withoutLogUnsafe": true, "logEntries": 1 } }""", TestName = "A log and none")]
    [TestCase(".keyless.withoutSctUnsafe", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "withoutSctUnsafe": true, "scts": 1 } }""", TestName = "An SCT and none")]
    [TestCase(".keyless.withoutLog", """{ "keyless": { "issuer": "https://a.example", "identity": "x", "withoutLog": true } }""", TestName = "A relaxation that is not said to be unsafe")]
    [TestCase(".gitHubActions", """{ "gitHubActions": {} }""", TestName = "GitHub Actions of no repository")]
    [TestCase(".gitHubActions.repository", """{ "gitHubActions": { "repository": "acme" } }""", TestName = "GitHub Actions of an owner")]
    [TestCase(".gitHubActions.workflow", """{ "gitHubActions": { "repository": "acme/app", "workflow": "release" } }""", TestName = "A workflow that is no file")]
    [TestCase(".gitHubActions.ref", """{ "gitHubActions": { "repository": "acme/app", "ref": "main" } }""", TestName = "A branch that is no ref")]
    [TestCase(".gitHubActions.ownerId", """{ "gitHubActions": { "repository": "acme/app", "ownerId": 5 } }""", TestName = "An id that is a number")]
    [TestCase(".gitHubActions.branch", """{ "gitHubActions": { "repository": "acme/app", "branch": "main" } }""", TestName = "A condition that is not known")]
    [TestCase(".gitHubActions.times", """{ "gitHubActions": { "repository": "acme/app", "times": 0 } }""", TestName = "No time of GitHub Actions")]
    [TestCase(".gitLabCI.project", """{ "gitLabCI": { "project": "acme" } }""", TestName = "GitLab CI of a group")]
    [TestCase(".gitLabCI.server", """{ "gitLabCI": { "project": "acme/app", "server": "gitlab.com" } }""", TestName = "A server that is no URL")]
    [TestCase(".google.email", """{ "google": { "email": "me" } }""", TestName = "An address that is none")]
    [TestCase(".google", """{ "google": {} }""", TestName = "An account of nobody")]
    [TestCase(".other.scts", """{ "other": { "kind": "gpg", "identity": "x", "scts": 1 } }""", TestName = "SCTs of others")]
    [TestCase("", """{ "other": { "kind": "keyless", "identity": "x" } }""", TestName = "A keyless signer by its name only")]
    [TestCase(".other.times", """{ "other": { "kind": "gpg", "identity": "x", "times": 0 } }""", TestName = "No time of others")]
    public void In_a_signer(string path, string signer) => Mistakes.Only("$.rules[0].require.by" + path, () => Doc.Read(Doc.SignedBy(Fill(signer))));

    [Test]
    public void In_a_signer_that_says_nothing_both_are_missing()
    {
        Assert.That(Doc.PathsOfMistakes(Doc.SignedBy("""{ "keyless": {} }""")), Is.EqualTo(new[] { "$.rules[0].require.by.keyless", "$.rules[0].require.by.keyless" }));
        Assert.That(Doc.PathsOfMistakes(Doc.SignedBy("""{ "logEntries": 1 }""")), Is.EqualTo(new[] { "$.rules[0].require.by.logEntries", "$.rules[0].require.by" }));
    }

    [Test]
    public void Every_mistake_is_listed()
    {
        string json = $$"""
            { "version": 3, "colour": "red",
              "rules": [
                { "images": [ "alpine", 7 ], "require": { "anyOf": [ { "type": "signature", "by": { "keys": [ { "pem": "x" }, {} ] } }, 5 ] } },
                { "images": [ "ghcr.io/a/b" ], "mode": "maybe", "require": {{Doc.Signature}} },
                3 ],
              "otherwise": [] }
            """;

        Assert.That(Doc.PathsOfMistakes(json), Is.SupersetOf(new[]
        {
            "$.version", "$.colour", "$", "$.rules[0].images[0]", "$.rules[0].images[1]", "$.rules[0].require.anyOf[0].by.keys[0].pem",
            "$.rules[0].require.anyOf[0].by.keys[1]", "$.rules[0].require.anyOf[1]", "$.rules[1].mode", "$.rules[2]", "$.otherwise",
        }));
    }

    private static string Fill(string requirement) => System.Text.RegularExpressions.Regex.Replace(requirement, @"(?<=[\s\[])([RKP])(?=[\s,}\]])",
        match => match.Value switch { "R" => Doc.Signature, "K" => Doc.Keys, _ => Doc.Pem });
}
