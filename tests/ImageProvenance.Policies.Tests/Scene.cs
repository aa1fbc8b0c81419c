using System.Text;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;
using ImageProvenance.Testing;
using ImageProvenance.Tests;

namespace ImageProvenance.Policies.Tests;

/// <summary>An image with evidence around it, judged by a rule as the pipeline judges it, without any I/O.</summary>
internal sealed class Scene
{
    private static readonly TestImage TheImage = TestImage.FromScratch();
    private readonly List<DiscoveredEvidence> _found = [];
    private readonly List<UnreadPlace> _unread = [];
    private bool _byDigest;

    public static Digest Image => TheImage.Digest;

    public static Digest OtherImage { get; } = Digest.Of("another image"u8);

    public List<PlatformConsistency> Platforms { get; } = [];

    /// <summary>Providers besides the library's own.</summary>
    public List<ISignatureProvider> Providers { get; } = [];

    /// <summary>The Sigstore instances that are trusted.</summary>
    public IReadOnlyList<TrustedInstance> Instances { get; init; } = [Some.Instance()];

    /// <summary>The image, resolved.</summary>
    public PinnedImage Pinned => PinnedImage.From(ImageLocation.Parse(_byDigest ? $"{Some.Name}@{Image}" : $"{Some.Name}:1"), TheImage.Root.Bytes, null);

    public Scene NamedByDigest()
    {
        _byDigest = true;
        return this;
    }

    public Scene SignedBy(TestKey key, Digest? subject = null) =>
        With(CosignArtifacts.SignatureLayer(key, CosignArtifacts.SimpleSigningPayload(subject ?? Image, Some.Name)));

    public Scene SignedInBundleBy(TestKey key) =>
        With(new TestContent(MediaTypes.SigstoreBundle, CosignArtifacts.Bundle(key, CosignArtifacts.Envelope(key, CosignArtifacts.SignatureStatement(Image)))));

    public Scene AttestedBy(TestKey key, string predicateType, string predicate = "{}", Digest? subject = null) =>
        With(new TestContent(MediaTypes.Dsse, CosignArtifacts.Envelope(key, CosignArtifacts.Statement(subject ?? Image, predicateType, predicate, Some.Name))));

    public Scene With(TestContent layer, Digest? attachedTo = null) => With(Found.Layer(attachedTo ?? Image, layer));

    public Scene With(DiscoveredEvidence found)
    {
        _found.Add(found);
        return this;
    }

    public Scene WithUnreadPlace(Digest? subject = null)
    {
        _unread.Add(new("a list", subject ?? Image, new("timeout", "The list was not read in time.")));
        return this;
    }

    public ImageFacts JudgedFor(PolicyRule rule)
    {
        IReadOnlyList<ISignatureProvider> providers = [.. PolicyRule.DefaultProviders, .. Providers];
        var trust = rule.Plan(providers, Instances).Trust;
        var judged = _found.SelectMany(EvidenceReader.Read).Select(evidence => new JudgedEvidence(evidence, Verify(evidence, providers, trust)));
        return new(Pinned, [.. judged], Platforms, _unread);
    }

    public DecisionNode Judge(PolicyRule rule) => rule.Evaluate(JudgedFor(rule));

    /// <summary>Judges the image by a rule of its own, and gives the node of what is required.</summary>
    public DecisionNode Judge(Action<RuleBuilder> rule)
    {
        var tree = Judge(VerificationPolicy.Require(rule).Otherwise);
        Assert.That(tree.Kind, Is.EqualTo("rule"));
        return tree.Children.Single();
    }

    public static TestContent Layer(string mediaType, string text) => new(mediaType, Encoding.UTF8.GetBytes(text));

    private static SignatureVerdict Verify(Evidence evidence, IReadOnlyList<ISignatureProvider> providers, TrustPlan trust) => evidence switch
    {
        UnreadableEvidence unreadable => SignatureVerdict.Failed(unreadable.Failure),
        SignedEvidence signed => providers.Select(provider => provider.Verify(Subject.Of(evidence.Found.Subject), signed, trust, DateTimeOffset.UnixEpoch))
            .OrderByDescending(verdict => verdict.Status).First(),
        _ => SignatureVerdict.NotApplicable,
    };
}
