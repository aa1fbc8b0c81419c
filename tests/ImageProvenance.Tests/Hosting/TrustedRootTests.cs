using ImageProvenance.Policies;
using ImageProvenance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageProvenance.Tests.Hosting;

/// <summary>Which Sigstore instances a host trusts.</summary>
public class TrustedRootTests
{
    private static readonly VerificationPolicy Policy = VerificationPolicy.Require(image => image.SignedBy(signer => signer.GitHubActions("acme/app")));

    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
    private VirtualSigstore _one = null!;
    private VirtualSigstore _two = null!;
    private string _folder = null!;

    [SetUp]
    public void SetUp()
    {
        (_one, _two) = (new(_clock, new() { Name = "one.test" }), new(_clock, new() { Name = "two.test" }));
        _folder = Directory.CreateTempSubdirectory("roots-").FullName;
    }

    [TearDown]
    public void TearDown()
    {
        _one.Dispose();
        _two.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task A_host_trusts_the_instances_that_it_names()
    {
        Assert.That(await DecisionAsync(_one, _ => { }), Is.EqualTo(Decision.Deny));
        Assert.That(await DecisionAsync(_one, builder => builder.UseTrustedRoot(_one.Instance)), Is.EqualTo(Decision.Allow));
        Assert.That(await DecisionAsync(_two, builder => builder.UseTrustedRoot(_one.Instance)), Is.EqualTo(Decision.Deny));
        Assert.That(await DecisionAsync(_two, builder => builder.UseTrustedRoot(_one.Instance).UseTrustedRoot(_two.Instance)), Is.EqualTo(Decision.Allow));
    }

    [Test]
    public async Task A_host_trusts_the_instances_of_files()
    {
        string one = RootFile("one.json", _one), two = RootFile("two.json", _two);
        string both = Path.Combine(_folder, "both.jsonl");
        await File.WriteAllLinesAsync(both, [Line(_one), Line(_two)]);

        Assert.That(await DecisionAsync(_one, builder => builder.UseTrustedRoot(one)), Is.EqualTo(Decision.Allow));
        Assert.That(await DecisionAsync(_two, builder => builder.UseTrustedRoot(one)), Is.EqualTo(Decision.Deny));
        Assert.That(await DecisionAsync(_two, builder => builder.UseTrustedRoot(one).UseTrustedRoot(two)), Is.EqualTo(Decision.Allow));
        Assert.That(await DecisionAsync(_two, builder => builder.UseTrustedRoot(both)), Is.EqualTo(Decision.Allow));
    }

    [Test]
    public void A_file_that_is_not_there_or_no_root_is_named_at_once()
    {
        string broken = Path.Combine(_folder, "broken.json");
        File.WriteAllText(broken, "{}");

        Assert.That(() => Host(builder => builder.UseTrustedRoot(Path.Combine(_folder, "lost.json"))), Throws.InstanceOf<IOException>().With.Message.Contains("lost.json"));
        Assert.That(() => Host(builder => builder.UseTrustedRoot(broken)), Throws.TypeOf<MalformedContentException>());
    }

    [Test]
    public void The_first_instance_replaces_the_public_one()
    {
        IReadOnlyList<string>? before = null, after = null;
        using (var services = Host(builder => builder.Configure(options => Note(options, out before))))
            services.GetRequiredService<ImageVerifier>();
        using (var services = Host(builder => builder.UseTrustedRoot(_one.Instance).Configure(options => Note(options, out after))))
            services.GetRequiredService<ImageVerifier>();

        Assert.That(before, Is.EqualTo(new[] { "Sigstore public good" }));
        Assert.That(after, Is.EqualTo(new[] { "one.test" }));
    }

    private static ImageVerifierOptions Note(ImageVerifierOptions options, out IReadOnlyList<string>? names)
    {
        names = [.. options.TrustedInstances.Select(instance => instance.Name)];
        return options;
    }

    private async Task<Decision> DecisionAsync(VirtualSigstore signedBy, Action<ImageProvenanceBuilder> configure)
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(signedBy, TestIdentity.GitHubActions("acme/app"));
        using var services = Host(builder =>
        {
            builder.Configure(options => options with { HttpClientFactory = new HandlerClients(scene.Registry.CreateHandler()), Credentials = Oci.AnonymousCredentials.Instance });
            configure(builder);
        });
        return (await services.GetRequiredService<IImageVerifier>().VerifyAsync(scene.Reference, Policy)).Decision;
    }

    private static ServiceProvider Host(Action<ImageProvenanceBuilder> configure)
    {
        var services = new ServiceCollection();
        configure(services.AddImageProvenance());
        return services.BuildServiceProvider();
    }

    private string RootFile(string name, VirtualSigstore sigstore)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, sigstore.TrustedRootJson.Span);
        return path;
    }

    private static string Line(VirtualSigstore sigstore) => System.Text.Json.Nodes.JsonNode.Parse(sigstore.TrustedRootJson.Span)!.ToJsonString();
}
