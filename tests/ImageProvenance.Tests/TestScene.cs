using System.Formats.Tar;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests;

/// <summary>A registry with one image, a verifier over it, and the policies that tests ask most.</summary>
internal sealed class TestScene : IDisposable
{
    public const string Host = "registry.test";
    public const string Repository = "acme/app";
    public const string Provenance = """{"builder":{"id":"https://builder.example/1"},"buildType":"https://builder.example/type"}""";
    public const string SlsaV02 = "https://slsa.dev/provenance/v0.2";

    private readonly Place _place;
    private readonly string _folder = Directory.CreateTempSubdirectory("provenance-tests-").FullName;

    public TestScene(TestImage? image = null, Place place = Place.ReferrersApi, Func<ImageVerifierOptions, ImageVerifierOptions>? configure = null)
    {
        _place = place;
        Registry = new()
        {
            HasReferrersApi = place is not (Place.ReferrersTag or Place.LossyReferrersTag),
            ReferrersTagIsComplete = place != Place.LossyReferrersTag,
            ReferrersPageSize = place == Place.PagedReferrers ? 1 : 0,
        };
        Image = Registry.Push($"{Repository}:1", image ?? TestImage.FromScratch());
        var options = new ImageVerifierOptions { HttpClientFactory = new HandlerClients(Registry.CreateHandler()), Credentials = AnonymousCredentials.Instance, Registry = new() { Retries = Retries.None } };
        Verifier = new(configure?.Invoke(options) ?? options);
    }

    /// <summary>The key that policies trust; made once, since no test changes it.</summary>
    public static TestKey Key { get; } = TestKey.Ecdsa();

    /// <summary>A key that no policy trusts.</summary>
    public static TestKey OtherKey { get; } = TestKey.Ecdsa();

    public static VerificationPolicy Signed { get; } = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(Key.PublicKeyPem)));

    public static VerificationPolicy Attested { get; } = VerificationPolicy.Require(rule =>
        rule.HasAttestation(Predicates.SlsaProvenance, attestation => attestation.By(signer => signer.Key(Key.PublicKeyPem))));

    public static VerificationPolicy Consistent { get; } = VerificationPolicy.Require(rule => rule.ConsistentWithImage());

    public InMemoryRegistry Registry { get; }

    public PushedImage Image { get; }

    public ImageVerifier Verifier { get; }

    public string Reference => Image.Reference(Host);

    /// <summary>Verifies the image in its place, by tag in a registry and by digest in a layout.</summary>
    public Task<ProvenanceReport> VerifyAsync(VerificationPolicy? policy = null, CancellationToken cancellationToken = default) =>
        Verifier.VerifyAsync(LocationOfImage(), policy ?? Signed, cancellationToken);

    public Task<ImageEvidence> InspectAsync() => Verifier.InspectAsync(LocationOfImage());

    /// <summary>Saves the repository as a layout folder and names it.</summary>
    public string SaveLayout()
    {
        string folder = Path.Combine(_folder, "layout");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        Registry.SaveLayout(Repository, folder);
        return folder;
    }

    /// <summary>Attaches a bundle of any statement, signed by a key.</summary>
    public TestContent AttachBundleOf(ReadOnlyMemory<byte> statement, TestKey? key = null, string predicateType = CosignArtifacts.SignaturePredicateType) =>
        Image.Attach(CosignArtifacts.BundleReferrer(CosignArtifacts.Bundle(key ?? Key, CosignArtifacts.Envelope(key ?? Key, statement)), predicateType));

    /// <summary>Answers requests whose path ends with, or contains, a text.</summary>
    public IDisposable AnswerPath(string part, RegistryResponse response) =>
        Registry.Answer(request => request.Path.Contains(part, StringComparison.Ordinal) ? response : null);

    public void Dispose()
    {
        Verifier.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string LocationOfImage()
    {
        if (_place is not (Place.Layout or Place.Archive))
            return Reference;
        string folder = SaveLayout();
        if (_place == Place.Layout)
            return $"oci:{folder}@{Image.Digest}";
        string archive = Path.Combine(_folder, "layout.tar");
        File.Delete(archive);
        TarFile.CreateFromDirectory(folder, archive, includeBaseDirectory: false);
        return $"oci-archive:{archive}@{Image.Digest}";
    }
}
