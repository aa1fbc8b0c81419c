namespace ImageProvenance.Policies.Tests;

/// <summary>What is asked of authenticated provenance, in both versions of it.</summary>
public sealed class ProvenanceConstraintTests
{
    private const string V02 = "https://slsa.dev/provenance/v0.2";
    private const string V1 = "https://slsa.dev/provenance/v1";
    private const string Source = "https://github.com/acme/app";
    private const string BuildKit = "https://mobyproject.org/buildkit@v1";

    [TestCase("https://github.com/acme/app", true)]
    [TestCase("https://github.com/acme/app.git", true)]
    [TestCase("https://github.com/acme/app/", true)]
    [TestCase("git+https://github.com/acme/app", true)]
    [TestCase("git+https://github.com/acme/app.git@refs/tags/v1", true)]
    [TestCase("https://github.com/acme/app.git#refs/heads/main:sub/dir", true)]
    [TestCase("https://GitHub.com/acme/app", true)]
    [TestCase("HTTPS://github.com/acme/app", true)]
    [TestCase("https://github.com/acme/app2", false)]
    [TestCase("https://github.com/acme/ap", false)]
    [TestCase("https://github.com/acme/app/evil", false)]
    [TestCase("https://github.com/acme", false)]
    [TestCase("https://github.com/Acme/app", false)]
    [TestCase("https://github.com/acme/app.git.git", false)]
    [TestCase("https://github.com/acme/app/.git", false)]
    [TestCase("https://github.com/acme//app", false)]
    [TestCase("https://github.com//acme/app", false)]
    [TestCase("https://github.com/acme/app//", false)]
    [TestCase("https://github.com/evil/../acme/app", false)]
    [TestCase("https://github.com/acme/./app", false)]
    [TestCase("https://github.com/acme/%61pp", false)]
    [TestCase("https://github.com/acme%2Fapp", false)]
    [TestCase("https://github.com\\acme\\app", false)]
    [TestCase("https:\\\\github.com/acme/app", false)]
    [TestCase("https:/github.com/acme/app", false)]
    [TestCase("https:///github.com/acme/app", false)]
    [TestCase(" https://github.com/acme/app", false)]
    [TestCase("https://github.com/acme/app ", false)]
    [TestCase("https://github.com/acme/app\n", false)]
    [TestCase("https://git\thub.com/acme/app", false)]
    [TestCase("https://evil.com/https://github.com/acme/app", false)]
    [TestCase("https://github.com@evil.com/acme/app", false)]
    [TestCase("https://user@github.com/acme/app", false)]
    [TestCase("https://github.com.evil.com/acme/app", false)]
    [TestCase("https://github.com:444/acme/app", false)]
    [TestCase("https://github.com./acme/app", false)]
    [TestCase("https://github.com/acme/app?x=1", false)]
    [TestCase("https://\uff47ithub.com/acme/app", false)]
    [TestCase("https://github.com/\u0430cme/app", false)]
    [TestCase("https://github.com/acme/app\u200b", false)]
    [TestCase("http://github.com/acme/app", false)]
    [TestCase("ssh://git@github.com/acme/app", false)]
    [TestCase("git@github.com:acme/app.git", false)]
    [TestCase("github.com/acme/app", false)]
    [TestCase("acme/app", false)]
    [TestCase("git+git+https://github.com/acme/app", false)]
    [TestCase("https://evil.com/#https://github.com/acme/app", false)]
    public void A_source_is_the_same_repository_or_it_is_not(string found, bool isSame)
    {
        string json = System.Text.Json.JsonSerializer.Serialize(found);

        Judge(V02, $$$"""{"invocation":{"configSource":{"uri":{{{json}}} } } }""", p => p.BuiltFrom(Source), isSame ? null : "source-mismatch");
        Judge(V1, $$$"""{"buildDefinition":{"buildType":"https://actions.github.io/buildtypes/workflow/v1","externalParameters":{"workflow":{"repository":{{{json}}} } } } }""", p => p.BuiltFrom(Source), isSame ? null : "source-mismatch");
    }

    [TestCase("https://builder.example/v1", null)]
    [TestCase("https://builder.example/v1/", "builder-mismatch")]
    [TestCase("https://builder.example/v1.2", "builder-mismatch")]
    [TestCase("https://BUILDER.example/v1", "builder-mismatch")]
    [TestCase("", "builder-mismatch")]
    public void The_builder_is_compared_exactly(string found, string? code)
    {
        Judge(V02, $$$"""{"builder":{"id":"{{{found}}}"} }""", p => p.BuiltBy("https://builder.example/v1"), code);
        Judge(V1, $$$"""{"runDetails":{"builder":{"id":"{{{found}}}"} } }""", p => p.BuiltBy("https://builder.example/v1"), code);
    }

    [TestCase("https://type.example/v1", null)]
    [TestCase("https://type.example/v1#x", "build-type-mismatch")]
    [TestCase("", "build-type-mismatch")]
    public void The_build_type_is_compared_exactly(string found, string? code)
    {
        Judge(V02, $$$"""{"buildType":"{{{found}}}"}""", p => p.OfBuildType("https://type.example/v1"), code);
        Judge(V1, $$$"""{"buildDefinition":{"buildType":"{{{found}}}"} }""", p => p.OfBuildType("https://type.example/v1"), code);
    }

    [TestCase(Some.Revision, null)]
    [TestCase("0123456789abcdef0123456789abcdef01234568", "revision-mismatch")]
    [TestCase("0123456", "revision-mismatch")]
    [TestCase(Some.Revision + "-dirty", "revision-mismatch")]
    public void The_revision_is_compared_exactly(string found, string? code) =>
        Judge(V02, $$$"""{"invocation":{"configSource":{"uri":"git+{{{Source}}}","digest":{"sha1":"{{{found}}}"} } } }""", p => p.BuiltFrom(Source, Some.Revision), code);

    // BuildKit's vcs is what the client said of its working copy: anybody may say anything there.
    [Test]
    public void A_source_that_only_the_client_claims_is_refused()
    {
        string claimed = $$$"""
            { "buildType": "{{{BuildKit}}}",
              "invocation": { "parameters": { "frontend": "dockerfile.v0" } },
              "metadata": { "https://mobyproject.org/buildkit@v1#metadata": { "vcs": { "source": "{{{Source}}}", "revision": "{{{Some.Revision}}}" } } } }
            """;

        Judge(V02, claimed, p => p.BuiltFrom(Source), "source-claimed-by-client");
        Judge(V02, claimed, p => p.BuiltFrom(Source, Some.Revision), "source-claimed-by-client");
        Judge(V02, claimed, p => p.OfBuildType(BuildKit), null);
    }

    [TestCase("{}")]
    [TestCase("null")]
    public void Provenance_that_does_not_say_fails_whatever_is_asked(string predicate)
    {
        foreach (string type in new[] { V02, V1 })
        {
            Judge(type, predicate, p => p.BuiltBy("x:y"), "builder-mismatch");
            Judge(type, predicate, p => p.BuiltFrom(Source), "source-mismatch");
            Judge(type, predicate, p => p.OfBuildType("x:y"), "build-type-mismatch");
            Judge(type, predicate, _ => { }, null);
        }
    }

    [TestCase("[]")]
    [TestCase("\"text\"")]
    [TestCase("{\"builder\":{\"id\":\"x:y\",\"Id\":\"z\"}}")]
    [TestCase("{\"builder\":5}")]
    public void Provenance_that_cannot_be_read_fails(string predicate) => Judge(V02, predicate, p => p.BuiltBy("x:y"), "malformed-json");

    [Test]
    public void One_statement_has_to_say_it_all()
    {
        const string predicate = """{"builder":{"id":"BUILDER"},"buildType":"TYPE"}""";
        static string Saying(string builder, string type) => predicate.Replace("BUILDER", builder, StringComparison.Ordinal).Replace("TYPE", type, StringComparison.Ordinal);
        Action<RuleBuilder> rule = image => image.HasProvenance(p => p.BuiltBy("good:builder").OfBuildType("good:type").By(Some.By(Some.A)));

        Assert.That(new Scene().AttestedBy(Some.A, V02, Saying("good:builder", "bad:type")).AttestedBy(Some.A, V02, Saying("bad:builder", "good:type")).Judge(rule).Outcome, Is.EqualTo(Outcome.Fail));
        Assert.That(new Scene().AttestedBy(Some.A, V02, Saying("bad:builder", "good:type")).AttestedBy(Some.A, V02, Saying("good:builder", "good:type")).Judge(rule).Outcome, Is.EqualTo(Outcome.Pass));
    }

    [Test]
    public void What_another_key_says_of_the_build_does_not_count() =>
        Assert.That(new Scene().AttestedBy(Some.A, V02).AttestedBy(Some.B, V02, """{"builder":{"id":"good:builder"}}""")
            .Judge(image => image.HasProvenance(p => p.BuiltBy("good:builder").By(Some.By(Some.A)))).Code, Is.EqualTo("builder-mismatch"));

    private static void Judge(string type, string predicate, Action<ProvenanceBuilder> constraints, string? code)
    {
        var node = new Scene().AttestedBy(Some.A, type, predicate).Judge(rule => rule.HasProvenance(p =>
        {
            constraints(p);
            p.By(Some.By(Some.A));
        }));

        Assert.That((node.Outcome, node.Code), Is.EqualTo((code is null ? Outcome.Pass : Outcome.Fail, code)));
    }
}
