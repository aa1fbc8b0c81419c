using ImageProvenance.Signatures;

namespace ImageProvenance.Policies.Tests.Signers;

/// <summary>How much has to vouch for a signer: by default, by the instance, by the policy.</summary>
public sealed class ThresholdTests
{
    private static readonly SignatureFact Proven = Keyless.Fact(Keyless.RunCertificate);

    private static readonly SignatureFact Unvouched = Proven with { Log = [], CertificateLogs = [] };

    [Test]
    public void What_the_instance_asks_for_is_asked_for()
    {
        var asking = Some.Instance(new() { LogEntries = 2, VerifiedTimes = 2, SignedCertificateTimestamps = 2 });
        var enough = Proven with { Instance = asking, Log = [Keyless.Entry("a"), Keyless.Entry("b")], Times = [Time("a"), Time("b")], CertificateLogs = ["a", "b"] };

        Assert.That(Refusal(Nothing, enough), Is.Null);
        Assert.That(Refusal(Nothing, enough with { Log = [Keyless.Entry("a")] }), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(Nothing, enough with { Times = [Time("a")] }), Is.EqualTo("too-few-times"));
        Assert.That(Refusal(Nothing, enough with { CertificateLogs = ["a"] }), Is.EqualTo("too-few-scts"));
    }

    [Test]
    public void What_is_the_same_log_or_authority_counts_once()
    {
        var twice = Proven with { Log = [Keyless.Entry("a"), Keyless.Entry("a") with { Index = 43 }], Times = [Time("a"), Time("a") with { Source = "b" }], CertificateLogs = ["a", "a"] };

        Assert.That(Refusal(signer => signer.RequireLogEntries(2), twice), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(signer => signer.RequireTimes(2), twice), Is.EqualTo("too-few-times"));
        Assert.That(Refusal(signer => signer.RequireScts(2), twice), Is.EqualTo("too-few-scts"));
        Assert.That(Refusal(signer => signer.RequireLogEntries(1).RequireTimes(1).RequireScts(1), twice), Is.Null);
    }

    [Test]
    public void An_instance_that_asks_for_nothing_may_be_asked_for_more()
    {
        var asksNothing = Unvouched with { Instance = Some.Instance(new()) };

        Assert.That(Refusal(Nothing, asksNothing), Is.Null);
        Assert.That(Refusal(signer => signer.RequireLogEntries(1), asksNothing), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(signer => signer.RequireScts(1), asksNothing), Is.EqualTo("too-few-scts"));
    }

    [Test]
    public void A_number_never_lowers_what_the_instance_asks_for()
    {
        Assert.That(Refusal(signer => signer.RequireLogEntries(1), Proven with { Instance = Some.Instance(new() { LogEntries = 2 }) }), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(signer => signer.RequireTimes(1), Proven with { Instance = Some.Instance(new() { VerifiedTimes = 2 }) }), Is.EqualTo("too-few-times"));
        Assert.That(Refusal(signer => signer.RequireScts(1), Proven with { Instance = Some.Instance(new() { SignedCertificateTimestamps = 2 }) }), Is.EqualTo("too-few-scts"));
    }

    // The plan of a rule is as low as its lowest requirement; each requirement is still kept to its own.
    [Test]
    public void What_another_requirement_lowered_is_not_lowered_here()
    {
        var lowered = Unvouched with { Instance = Some.Instance().LoweredTo(new()) };

        Assert.That(Refusal(Nothing, lowered), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(signer => signer.WithoutLogUnsafe(), lowered), Is.EqualTo("too-few-scts"));
        Assert.That(Refusal(signer => signer.WithoutSctUnsafe(), lowered), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(signer => signer.WithoutLogUnsafe().WithoutSctUnsafe(), lowered), Is.Null);
    }

    [Test]
    public void A_time_is_always_asked_for() =>
        Assert.That(Refusal(signer => signer.WithoutLogUnsafe().WithoutSctUnsafe(), Proven with { Times = [] }), Is.EqualTo("too-few-times"));

    [Test]
    public void A_provider_that_names_no_instance_is_asked_for_what_the_public_one_asks_for()
    {
        Assert.That(Refusal(Nothing, Proven with { Instance = null }), Is.Null);
        Assert.That(Refusal(Nothing, Proven with { Instance = null, Log = [] }), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(Nothing, Proven with { Instance = null, Times = [] }), Is.EqualTo("too-few-times"));
        Assert.That(Refusal(Nothing, Proven with { Instance = null, CertificateLogs = [] }), Is.EqualTo("too-few-scts"));
    }

    [Test]
    public void Entries_of_dsse_002_count_only_where_they_are_allowed()
    {
        var old = Proven with { Log = [Keyless.Entry("a", "dsse 0.0.2")] };
        var beside = Proven with { Log = [Keyless.Entry("a", "dsse 0.0.2"), Keyless.Entry("b")] };

        Assert.That(Refusal(Nothing, old), Is.EqualTo("rekor-dsse002-not-allowed"));
        Assert.That(Refusal(signer => signer.AllowRekorDsse002(), old), Is.Null);
        Assert.That(Refusal(Nothing, old with { Instance = Some.Instance(Some.Instance().Profile with { AllowRekorDsse002 = true }) }), Is.Null);
        Assert.That(Refusal(Nothing, old with { Instance = Some.Instance().LoweredTo(new() { AllowRekorDsse002 = true }) }), Is.EqualTo("rekor-dsse002-not-allowed"), "another requirement allowed it");
        Assert.That(Refusal(Nothing, beside), Is.Null);
        Assert.That(Refusal(signer => signer.RequireLogEntries(2), beside), Is.EqualTo("rekor-dsse002-not-allowed"));
        Assert.That(Refusal(signer => signer.RequireLogEntries(3).AllowRekorDsse002(), beside), Is.EqualTo("too-few-log-entries"));
        Assert.That(Refusal(Nothing, Proven with { Log = [Keyless.Entry("a", "dsse 0.0.1")] }), Is.Null);
    }

    [Test]
    public void Of_a_key_nothing_is_asked_unless_the_policy_does()
    {
        var byKey = new SignatureFact(Scene.Image, SignedContent.Signature, new(Signer.Key, Some.Public(Some.A).Id) { Algorithm = Some.Public(Some.A).Algorithm });
        string? Of(SignatureFact fact, Func<SignerBuilder, SignerBuilder> terms) => Keyless.Refuse(signer => terms(signer.Keys(Some.Public(Some.A))), fact)?.Code;

        Assert.That(Of(byKey, signer => signer), Is.Null);
        Assert.That(Of(byKey, signer => signer.RequireLogEntries(1)), Is.EqualTo("too-few-log-entries"));
        Assert.That(Of(byKey, signer => signer.RequireTimes(1)), Is.EqualTo("too-few-times"));
        Assert.That(Of(byKey with { Log = [Keyless.Entry("a")], Times = [Time("a")] }, signer => signer.RequireLogEntries(1).RequireTimes(1)), Is.Null);
        Assert.That(Of(byKey with { Log = [Keyless.Entry("a", "dsse 0.0.2")] }, signer => signer.RequireLogEntries(1)), Is.EqualTo("rekor-dsse002-not-allowed"));
        Assert.That(Of(byKey with { Log = [Keyless.Entry("a", "dsse 0.0.2")] }, signer => signer.RequireLogEntries(1).AllowRekorDsse002()), Is.Null);
    }

    // With a key every entry of a known log has to verify: that another requirement allows such entries changes nothing here.
    [Test]
    public void An_entry_of_dsse_002_is_refused_with_a_key_even_where_no_entry_is_asked_for()
    {
        var byKey = new SignatureFact(Scene.Image, SignedContent.Signature, new(Signer.Key, Some.Public(Some.A).Id) { Algorithm = Some.Public(Some.A).Algorithm })
        {
            Log = [Keyless.Entry("a"), Keyless.Entry("b", "dsse 0.0.2")],
        };

        Assert.That(Keyless.Refuse(Some.By(Some.A), byKey)?.Code, Is.EqualTo("rekor-dsse002-not-allowed"));
        Assert.That(Keyless.Refuse(signer => signer.Keys(Some.Public(Some.A)).AllowRekorDsse002(), byKey), Is.Null);
        Assert.That(Keyless.Refuse(Some.By(Some.A), byKey with { Log = [Keyless.Entry("a")] }), Is.Null);
    }

    [Test]
    public void Of_others_too()
    {
        var byOther = new SignatureFact(Scene.Image, SignedContent.Signature, new("own", "me"));

        Assert.That(Keyless.Refuse(signer => signer.Other("own", "me"), byOther), Is.Null);
        Assert.That(Keyless.Refuse(signer => signer.Other("own", "me").RequireTimes(1), byOther)!.Code, Is.EqualTo("too-few-times"));
    }

    [Test]
    public void Who_it_is_comes_before_how_much_vouches() =>
        Assert.That(Keyless.Refuse(signer => signer.Google("me@acme.example"), Unvouched)!.Code, Is.EqualTo("issuer-mismatch"));

    [Test]
    public void The_refusal_says_how_many_are_wanted_and_which_are_there()
    {
        var refusal = Keyless.Refuse(signer => Stated(signer).RequireLogEntries(2), Proven)!;
        var none = Keyless.Refuse(signer => Stated(signer), Unvouched)!;

        Assert.That((refusal.Expected, refusal.Actual), Is.EqualTo(("at least 2", "1 (https://log-a.example)")));
        Assert.That((none.Expected, none.Actual), Is.EqualTo(("at least 1", "none")));
    }

    private static VerifiedTime Time(string source) => new(source, DateTimeOffset.UnixEpoch, source);

    private static SignerBuilder Nothing(SignerBuilder signer) => signer;

    private static SignerBuilder Stated(SignerBuilder signer) => signer.GitHubActions("acme/app");

    private static string? Refusal(Func<SignerBuilder, SignerBuilder> terms, SignatureFact fact) => Keyless.Refuse(signer => terms(Stated(signer)), fact)?.Code;
}
