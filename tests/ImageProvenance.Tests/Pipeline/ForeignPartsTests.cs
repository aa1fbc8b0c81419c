using ImageProvenance.Attestations;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Parts of a host's own that misbehave: they end in a verdict, and harm no good evidence.</summary>
public sealed class ForeignPartsTests
{
    [TestCase(typeof(TimeoutException), "timeout")]
    [TestCase(typeof(InvalidDataException), "network-error")]
    public async Task A_handler_with_exceptions_of_its_own_is_a_broken_way(Type exception, string code)
    {
        using var scene = new TestScene(configure: options => options with
        {
            HttpClientFactory = new HandlerClients(new ThrowingHandler((Exception)Activator.CreateInstance(exception, "rejected")!)),
        });

        var report = await scene.VerifyAsync();

        Assert.That((report.Decision, report.Error?.Code), Is.EqualTo((Decision.Indeterminate, code)));
    }

    [Test]
    public async Task A_locator_that_throws_leaves_its_place_unread_and_a_good_signature_good()
    {
        using var scene = new TestScene(configure: options => options with { EvidenceLocators = [new ThrowingLocator()] });
        scene.Image.SignWithBundle(TestScene.Key);

        var report = await scene.VerifyAsync();

        Assert.Multiple(() =>
        {
            Assert.That(report.Decision, Is.EqualTo(Decision.Allow));
            Assert.That(report.Unread.Single().Failure.Code, Is.EqualTo("malformed-json"));
        });
    }

    [Test]
    public async Task A_locator_that_throws_leaves_an_unsigned_image_undecided()
    {
        using var scene = new TestScene(configure: options => options with { EvidenceLocators = [new ThrowingLocator()] });
        Assert.That((await scene.VerifyAsync()).Decision, Is.EqualTo(Decision.Indeterminate));
    }

    [Test]
    public void What_names_no_image_is_refused_without_throwing_where_that_is_asked()
    {
        using var verifier = new ImageVerifier();
        Assert.Multiple(() =>
        {
            foreach (string? text in new[] { null, "", "UPPER", "oci:", "app@sha256:12" })
                Assert.That(verifier.TryParse(text, out _), Is.False, text);
            Assert.That(verifier.TryParse("alpine", out var request), Is.True);
            Assert.That(request?.Location.ToString(), Is.EqualTo("docker.io/library/alpine:latest"));
        });
    }

    [TestCase(-2, -1, "not-valid-now")]
    [TestCase(1, 2, "not-valid-now")]
    [TestCase(-1, 1, null)]
    public async Task What_a_provider_proves_counts_while_it_holds(int fromDays, int untilDays, string? code)
    {
        var now = TimeProvider.System.GetUtcNow();
        var provider = new FixedProvider(subject => SignatureVerdict.Proven(new(subject.Digest, SignedContent.Signature, new("fixed", "it"))
        {
            HoldsFrom = now.AddDays(fromDays),
            HoldsUntil = now.AddDays(untilDays),
        }));
        Assert.That((await VerifyWith(provider)).Tree.Children[0].Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_provider_that_lets_a_malformed_piece_through_fails_that_piece() =>
        Assert.That((await VerifyWith(new FixedProvider(_ => throw new MalformedContentException("malformed-json", "x")))).Tree.Children[0].Code, Is.EqualTo("malformed-json"));

    [Test]
    public async Task A_provider_without_a_say_does_not_hide_why_another_refused() =>
        Assert.That((await VerifyWith(new FixedProvider(_ => SignatureVerdict.Failed("fixed-mismatch", "x")), new FixedProvider(_ => SignatureVerdict.NotApplicable)))
            .Tree.Children[0].Code, Is.EqualTo("fixed-mismatch"));

    private static async Task<ProvenanceReport> VerifyWith(params ISignatureProvider[] providers)
    {
        using var scene = new TestScene(configure: options => options with { SignatureProviders = providers });
        scene.Image.Attach("application/vnd.fixed", "application/vnd.fixed", "x"u8.ToArray());
        return await scene.VerifyAsync(VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Other("fixed", "it"))));
    }

    private sealed class FixedProvider(Func<Subject, SignatureVerdict> verdict) : ISignatureProvider
    {
        public IReadOnlyList<string> SignerKinds => ["fixed"];

        public IReadOnlyList<string> MediaTypes => ["application/vnd.fixed"];

        public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now) => verdict(subject);
    }

    private sealed class ThrowingHandler(Exception exception) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw exception;
    }

    private sealed class ThrowingLocator : IEvidenceLocator
    {
        public ValueTask<LocatedEvidence> LocateAsync(EvidenceQuery query, CancellationToken cancellationToken) =>
            throw new MalformedContentException("malformed-json", "A place of a host's own is broken.");
    }
}
