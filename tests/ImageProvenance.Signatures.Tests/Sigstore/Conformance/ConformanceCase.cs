using ImageProvenance.Attestations;
using ImageProvenance.Tests;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A case of sigstore-conformance, with what its protocol hands to a client.</summary>
/// <remarks>sigstore-conformance, test/client.py and test/assets/bundle-verify.</remarks>
internal sealed class ConformanceCase(string name)
{
    private const string DefaultIdentity =
        "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";

    private const string DefaultIssuer = "https://token.actions.githubusercontent.com";

    private TrustPlan? _trust;

    public string Name => name;

    /// <summary>Whether a client must accept the case.</summary>
    public bool IsGood => !Name.EndsWith("fail", StringComparison.Ordinal);

    public byte[] Bundle => File.ReadAllBytes(File_("bundle.sigstore.json"));

    public byte[] Artifact => File.Exists(File_("artifact")) ? File.ReadAllBytes(File_("artifact")) : File.ReadAllBytes(SharedData.Path("sigstore-conformance", "bundle-verify", "a.txt"));

    /// <summary>The names of all cases; empty where the data is absent.</summary>
    public static IEnumerable<string> Names() => Folder is { } folder
        ? Directory.GetDirectories(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)
        : [];

    /// <summary>The names of the cases that a client must accept.</summary>
    public static IEnumerable<string> GoodNames() => Names().Where(name => new ConformanceCase(name).IsGood);

    /// <summary>What a client says of a bundle in this case: a fact about the right signer, or a failure.</summary>
    /// <param name="bundle">The bundle, or one that was changed.</param>
    /// <param name="byDigest">Whether the artifact is handed over as a digest.</param>
    public (SignatureFact? Fact, Failure? Failure) Judge(ReadOnlyMemory<byte> bundle, bool byDigest = false)
    {
        try
        {
            var content = VerifiedBytes.Hash(Artifact);
            var verdict = BundleVerifier.Verify(byDigest ? Subject.Of(content.Digest) : Subject.Of(content), SigstoreBundle.Parse(bundle), _trust ??= ReadTrust());
            return verdict.Fact is { } fact ? (IsRightSigner(fact) ? (fact, null) : (null, new("identity-mismatch", "Somebody else signed."))) : (null, verdict.Failure);
        }
        catch (MalformedContentException e)
        {
            return (null, e.Failure);
        }
    }

    private TrustPlan ReadTrust()
    {
        string root = File.Exists(File_("trusted_root.json")) ? File_("trusted_root.json") : SharedData.Path("trust", "sigstore-public-good.trusted_root.json");
        TrustedInstance instance = new("test", TrustedRoot.Parse(File.ReadAllBytes(root)));
        return HasKey ? new([PublicKey.FromPem(File.ReadAllText(File_("key.pub")))], [instance]) : new([], [instance], acceptsCertificates: true);
    }

    private bool HasKey => File.Exists(File_("key.pub"));

    private bool IsRightSigner(SignatureFact fact) => HasKey
        ? fact.Signer.Kind == Signer.Key
        : fact.Signer.Certificate is { } certificate && certificate.Name == Text("identity", DefaultIdentity) && certificate.Issuer == Text("issuer", DefaultIssuer);

    private string Text(string file, string otherwise) => File.Exists(File_(file)) ? File.ReadAllText(File_(file)).Trim() : otherwise;

    private string File_(string name) => Path.Combine(SharedData.Path("sigstore-conformance", "bundle-verify", Name), name);

    private static string? Folder => SharedData.Find("sigstore-conformance", "bundle-verify");
}
