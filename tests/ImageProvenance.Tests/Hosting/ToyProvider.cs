using System.Text;
using ImageProvenance.Attestations;
using ImageProvenance.Signatures;

namespace ImageProvenance.Tests.Hosting;

/// <summary>A provider of a host's own: a text that names the digest counts as alice's signature, any that names one as bob's.</summary>
internal sealed class ToyProvider : ISignatureProvider
{
    public const string MediaType = "application/vnd.toy.signature";
    public const string Kind = "toy";

    public IReadOnlyList<string> SignerKinds { get; } = [Kind];

    public IReadOnlyList<string> MediaTypes { get; } = [MediaType];

    public SignatureVerdict Verify(Subject subject, SignedEvidence evidence, TrustPlan trust, DateTimeOffset now)
    {
        if (evidence is not RawEvidence { Found: { Layer.MediaType: MediaType, Content: { } content } })
            return SignatureVerdict.NotApplicable;
        string text = Encoding.UTF8.GetString(content.Span);

        // Careless: whatever bob names is proven, the subject or not.
        if (text.StartsWith("bob ", StringComparison.Ordinal))
            return SignatureVerdict.Proven(new(Digest.Parse(text[4..]), SignedContent.Signature, new(Kind, "bob")));
        return text == $"alice {subject.Digest}"
            ? SignatureVerdict.Proven(new(subject.Digest, SignedContent.Signature, new(Kind, "alice")))
            : SignatureVerdict.Failed("toy-mismatch", "It is no toy signature of this.", subject.Digest.ToString());
    }
}
