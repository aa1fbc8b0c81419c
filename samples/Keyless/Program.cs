using ImageProvenance;
using ImageProvenance.Policies;
using ImageProvenance.Testing;

// dotnet run --project samples/Keyless: signatures without keys, by a workflow of one's own and by one of somebody else.
// The registry and the Sigstore instance are the test kit's, in this process, so that it runs anywhere.
using var sigstore = new VirtualSigstore(TimeProvider.System);
var registry = new InMemoryRegistry();
var good = registry.Push("acme/app:1.2", TestImage.FromScratch());
var evil = registry.Push("acme/app:1.3", TestImage.FromScratch(Platform.Parse("linux/arm64")));
SignAndAttest(good, TestIdentity.GitHubActions("acme/app", workflow: "release.yml"));
SignAndAttest(evil, TestIdentity.GitHubActions("evil/app", workflow: "release.yml"));

// What must be proven: the release workflow of our repository signed the image, and says that it was built from there.
var policy = VerificationPolicy.Require(image => image
    .SignedBy(signer => signer.GitHubActions("acme/app", workflow: "release.yml"))
    .HasProvenance(provenance => provenance.BuiltFrom("https://github.com/acme/app")));     // by the same signer

// By default the public Sigstore instance is trusted; here it is the one that signed.
await using var server = await registry.StartAsync();
using var verifier = new ImageVerifier(new ImageVerifierOptions { TrustedInstances = [sigstore.Instance] });
var allowed = await verifier.VerifyAsync(good.Reference(server.Host), policy);
var denied = await verifier.VerifyAsync(evil.Reference(server.Host), policy);

Console.WriteLine(allowed.Explain());
Console.WriteLine();
Console.WriteLine(denied.Explain());
return allowed.IsAllowed && !denied.IsAllowed ? 0 : 1;

void SignAndAttest(PushedImage image, TestIdentity workflow)
{
    image.SignWithBundle(sigstore, workflow);
    image.AttestWithBundle(sigstore, workflow, "https://slsa.dev/provenance/v1", """
        { "buildDefinition": { "buildType": "https://actions.github.io/buildtypes/workflow/v1",
          "externalParameters": { "workflow": { "repository": "https://github.com/acme/app" } } } }
        """);
}
