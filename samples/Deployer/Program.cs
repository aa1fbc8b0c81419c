using ImageProvenance;
using ImageProvenance.Policies;
using ImageProvenance.Testing;
using Microsoft.Extensions.DependencyInjection;

// dotnet run --project samples/Deployer: what a deployer does with a private registry. It logs in, asks for what is signed with
// the key of its company, and deploys the digest that was verified. The registry is the test kit's, in this process.
var registry = new InMemoryRegistry();
registry.RequireBearer("deployer", "secret");
await using var server = await registry.StartAsync();
using var companyKey = TestKey.Ecdsa();
var signed = registry.Push("acme/app:1.2", TestImage.FromScratch());
signed.SignWithBundle(companyKey);
registry.Push("acme/app:1.3", TestImage.FromScratch().WithLabel("made", "by hand"));

// In a host all of this stands in Program.cs, before the application is built.
var services = new ServiceCollection();
services.AddImageProvenance()
    .AddRegistryCredentials(credentials => credentials.For(server.Host, "deployer", "secret"))      // or FromDockerConfig()
    .ConfigureRegistryClient(client => client.UseProxy = false)                                     // or Proxy, CertificateAuthority, …
    .AddPolicy("production", policy => policy
        .ForImages($"{server.Host}/acme/**", rule => rule.SignedBy(signer => signer.Key(companyKey.PublicKeyPem)))
        .Otherwise(Decision.Deny));
await using var provider = services.BuildServiceProvider();
var verifier = provider.GetRequiredService<IImageVerifier>();

bool first = await DeployAsync($"{server.Host}/acme/app:1.2");
bool again = await DeployAsync($"{server.Host}/acme/app:1.2");      // one request: the rest is known
bool byHand = await DeployAsync($"{server.Host}/acme/app:1.3");
bool other = await DeployAsync("docker.io/library/alpine:3");       // no rule is for it: denied without asking anybody
return first && again && !byHand && !other ? 0 : 1;

async Task<bool> DeployAsync(string image)
{
    var report = await verifier.VerifyAsync(image, "production");
    Console.WriteLine(report.IsAllowed
        ? $"deployed   {report.PinnedReference} ({report.Statistics.Requests} requests)"
        : $"refused    {image}: {report.Tree.Message ?? report.Tree.Children.Select(child => child.Message).FirstOrDefault()}");
    return report.IsAllowed;
}
