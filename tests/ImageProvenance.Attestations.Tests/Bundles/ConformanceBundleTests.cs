using ImageProvenance.Tests;

namespace ImageProvenance.Attestations.Tests;

/// <summary>The bundles of sigstore-conformance: what must pass has a right shape, and what is wrong in shape is refused here.</summary>
public sealed class ConformanceBundleTests
{
    // The cases that reading alone must reject, and the code that says why.
    private static readonly Dictionary<string, string> WrongShape = new()
    {
        ["bundle-empty-certificate-chain_fail"] = "invalid-bundle",
        ["bundle-invalid-base64-signature_fail"] = "malformed-json",
        ["bundle-malformed-json_fail"] = "malformed-json",
        ["bundle-unknown-version_fail"] = "unknown-bundle-version",
        ["bundle-with-root-cert_fail"] = "invalid-bundle",
        ["intoto-missing-inclusion-proof_fail"] = "invalid-bundle",
        ["invalid-inclusion-proof_fail"] = "invalid-bundle",
        ["rekor2-no-inclusion-proof_fail"] = "invalid-bundle",
        ["rekor2-timestamp-with-incorrect-time_fail"] = "malformed-json", // line breaks in the base64 of its token
    };

    [Test]
    public void Every_bundle_is_read_unless_its_shape_is_wrong()
    {
        string[] cases = Directory.GetDirectories(SharedData.Path("sigstore-conformance", "bundle-verify"));
        Assert.That(cases, Has.Length.GreaterThan(40));
        Assert.Multiple(() =>
        {
            foreach (string path in cases)
                Assert.That(CodeOf(Path.Combine(path, "bundle.sigstore.json")), Is.EqualTo(WrongShape.GetValueOrDefault(Path.GetFileName(path))), Path.GetFileName(path));
        });
    }

    [Test]
    public void GitHubs_bundles_are_read()
    {
        string folder = SharedData.Path("github-attestations");
        Assert.Multiple(() =>
        {
            foreach (string file in (string[])["sigstore-js-2.1.0-bundle.json", "sigstore-js-2.1.0-bundle-v0.1.json"])
                Assert.That(CodeOf(Path.Combine(folder, file)), Is.Null, file);
        });
    }

    private static string? CodeOf(string file)
    {
        try
        {
            SigstoreBundle.Parse(File.ReadAllBytes(file));
            return null;
        }
        catch (MalformedContentException e)
        {
            return e.Failure.Code;
        }
    }
}
