using System.Text;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageProvenance.Tests.Hosting;

/// <summary>Image verification as part of a host.</summary>
public class ServiceCollectionTests
{
    private TestScene _scene = null!;

    [SetUp]
    public void SetUp() => _scene = new();

    [TearDown]
    public void TearDown() => _scene.Dispose();

    [Test]
    public async Task A_host_verifies_by_named_policies()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        using var services = Host(builder => builder
            .AddPolicy("production", TestScene.Signed)
            .AddPolicy("pinned", policy => policy.Otherwise(rule => rule.ByDigestReference())));
        var verifier = services.GetRequiredService<IImageVerifier>();
        Verdict.IsAllowed(await verifier.VerifyAsync(_scene.Reference, "production"));
        Verdict.IsDenied(await verifier.VerifyAsync(_scene.Reference, "pinned"), "mutable-reference");
        Assert.That(() => verifier.VerifyAsync(_scene.Reference, "Production"), Throws.ArgumentException.With.Message.Contains("production"));
        Assert.That(services.GetRequiredService<ImageVerifier>(), Is.SameAs(verifier));
    }

    [Test]
    public void A_policy_is_added_once_under_its_name_and_never_as_nothing()
    {
        Assert.That(() => Host(builder => builder.AddPolicy("production", TestScene.Signed).AddPolicy("production", TestScene.Attested)),
            Throws.ArgumentException.With.Message.Contains("'production'"));
        Assert.That(() => Host(builder => builder.AddPolicy("production", (VerificationPolicy)null!)), Throws.ArgumentNullException);
        Assert.That(() => Host(builder => builder.AddPolicy(" ", TestScene.Signed)), Throws.ArgumentException);
    }

    [Test]
    public async Task A_named_policy_judges_a_request_too()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        using var services = Host(builder => builder.AddPolicy("production", TestScene.Signed));
        var verifier = services.GetRequiredService<IImageVerifier>();
        Verdict.IsAllowed(await verifier.VerifyAsync(verifier.Parse(_scene.Reference), "production"));
    }

    [Test]
    public async Task Policy_documents_are_found_by_a_pattern_with_their_key_files()
    {
        string folder = Directory.CreateTempSubdirectory("policies-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "release.pub"), TestScene.Key.PublicKeyPem);
            await File.WriteAllTextAsync(Path.Combine(folder, "one.json"),
                """{"version":1,"name":"one","otherwise":{"require":{"type":"signature","by":{"keys":[{"file":"release.pub"}]}}}}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "two.json"), """{"version":1,"name":"two","otherwise":{"require":{"type":"digest-reference"}}}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "note.txt"), "no policy");
            _scene.Image.SignWithTag(TestScene.Key);
            using var services = Host(builder => builder.AddPolicyFiles(Path.Combine(folder, "*.json")));
            var verifier = services.GetRequiredService<IImageVerifier>();
            Verdict.IsAllowed(await verifier.VerifyAsync(_scene.Reference, "one"));
            Verdict.IsDenied(await verifier.VerifyAsync(_scene.Reference, "two"));
            Assert.That(() => Host(builder => builder.AddPolicyFiles(Path.Combine(folder, "*.yaml"))), Throws.InstanceOf<IOException>());
            await File.WriteAllTextAsync(Path.Combine(folder, "zzz.json"), "{}");
            Assert.That(() => Host(builder => builder.AddPolicyFiles(Path.Combine(folder, "*.json"))), Throws.TypeOf<PolicyException>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task A_provider_of_ones_own_takes_part_in_discovery_policy_and_report()
    {
        _scene.Image.Attach(ToyProvider.MediaType, ToyProvider.MediaType, Encoding.UTF8.GetBytes($"alice {_scene.Image.Digest}"));
        using var services = Host(builder => builder.AddSignatureProvider<ToyProvider>().Configure(options => options with { Cache = CacheOptions.None })
            .AddPolicy("alice", policy => policy.Otherwise(rule => rule.SignedBy(s => s.Other(ToyProvider.Kind, "alice"))))
            .AddPolicy("bob", policy => policy.Otherwise(rule => rule.SignedBy(s => s.Other(ToyProvider.Kind, "bob")))));
        var verifier = services.GetRequiredService<IImageVerifier>();
        var report = await verifier.VerifyAsync(_scene.Reference, "alice");
        Verdict.IsAllowed(report);
        Assert.That(report.Evidence.Single(piece => piece.IsProven).Signer, Is.EqualTo(new Signatures.Signer(ToyProvider.Kind, "alice")));
        Assert.That(report.Evidence.Single(piece => piece.IsProven).Kind, Is.EqualTo("signature"), "what was proven says so, not the format");
        Assert.That(report.ToJson(), Does.Contain("alice"));
        Verdict.IsDenied(await verifier.VerifyAsync(_scene.Reference, "bob"), "signer-mismatch");

        _scene.Image.Attach(ToyProvider.MediaType, ToyProvider.MediaType, "mallory"u8.ToArray());
        Assert.That((await verifier.VerifyAsync(_scene.Reference, "alice")).Evidence.Select(piece => piece.Failure?.Code), Does.Contain("toy-mismatch"));
        Verdict.IsDenied(await verifier.VerifyAsync(_scene.Reference, TestScene.Signed));
    }

    [Test]
    public async Task A_provider_that_proves_something_about_another_digest_proves_nothing()
    {
        _scene.Image.Attach(ToyProvider.MediaType, ToyProvider.MediaType, "bob sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"u8.ToArray());
        using var services = Host(builder => builder.AddSignatureProvider<ToyProvider>()
            .AddPolicy("bob", policy => policy.Otherwise(rule => rule.SignedBy(s => s.Other(ToyProvider.Kind, "bob")))));
        Verdict.IsDenied(await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, "bob"), "subject-mismatch");
    }

    [Test]
    public void A_policy_that_no_provider_can_enforce_is_refused_when_the_verifier_is_made()
    {
        using var services = Host(builder => builder.AddPolicy("alice", policy => policy.Otherwise(rule => rule.SignedBy(s => s.Other(ToyProvider.Kind, "alice")))));
        Assert.That(services.GetRequiredService<IImageVerifier>, Throws.TypeOf<PolicyException>());
    }

    [Test]
    public async Task An_image_source_of_ones_own_is_read_and_not_believed()
    {
        _scene.Image.SignWithTag(TestScene.Key);
        var source = new ToySource();
        foreach (string tag in new[] { "1", TagName.CosignTagOf(_scene.Image.Digest, "sig")!.Value.Value })
        {
            var manifest = _scene.Registry.FindManifest(TestScene.Repository, tag)!;
            source.Tags[tag] = manifest.Digest;
            source.Content[manifest.Digest] = manifest.Bytes;
        }

        byte[] payload = CosignArtifacts.SimpleSigningPayload(_scene.Image.Digest, "registry.test/acme/app");
        source.Content[Digest.Of(payload)] = payload;
        using var services = Host(builder =>
        {
            builder.AddImageSource<ToySource>().AddPolicy("production", TestScene.Signed);
            builder.Services.AddSingleton<IImageSource>(source);
        }, ownSourceOnly: source);
        var verifier = services.GetRequiredService<IImageVerifier>();
        Verdict.IsAllowed(await verifier.VerifyAsync("toy:1", "production"));
        var pinned = await verifier.VerifyAsync($"toy:app@{_scene.Image.Digest}", "production");
        Assert.That(pinned.PinnedReference, Is.EqualTo($"toy:app@{_scene.Image.Digest}"));

        source.Lie = TestImage.FromScratch().WithLabel("evil", "yes").Root.Bytes;
        Verdict.IsDenied(await verifier.VerifyAsync($"toy:app@{_scene.Image.Digest}", "production"), "digest-mismatch");
        Verdict.IsDenied(await verifier.VerifyAsync("toy:1", "production"), "size-mismatch");
    }

    [Test]
    public async Task Handlers_of_the_host_stand_before_the_registry()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        var counter = new CountingHandler();
        using var services = Host(builder =>
        {
            builder.AddPolicy("production", TestScene.Signed);
            builder.RegistryClient.AddHttpMessageHandler(() => new CountingHandler { Counter = counter });
        });
        var report = await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, "production");
        Assert.That(counter.Count, Is.EqualTo(report.Statistics.Requests).And.GreaterThan(0));
    }

    [Test]
    public async Task Options_and_credentials_are_the_hosts_to_set()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        _scene.Registry.RequireBearer("user", "password");
        using var services = Host(builder => builder.AddPolicy("production", TestScene.Signed).AddRegistryCredentials(new OneLogin()));
        Verdict.IsAllowed(await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, "production"));

        using var tight = Host(builder => builder.AddPolicy("production", TestScene.Signed).Configure(options => options with { Limits = new() { TotalRequests = 1 } }));
        Verdict.IsIndeterminate(await tight.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, "production"));
    }

    [Test]
    public async Task Credentials_are_searched_in_the_order_in_which_the_host_names_them()
    {
        _scene.Image.SignWithBundle(TestScene.Key);
        _scene.Registry.RequireBasic("user", "password");
        string folder = Directory.CreateTempSubdirectory("logins-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "config.json"), """{"auths":{"elsewhere.test":{"username":"docker","password":"p"}}}""");
            await File.WriteAllTextAsync(Path.Combine(folder, "auth.json"), """{"auths":{"registry.test/other":{"username":"podman","password":"p"}}}""");
            async Task<ProvenanceReport> VerifyAsync(Func<RegistryCredentialsBuilder, RegistryCredentialsBuilder> last)
            {
                using var services = Host(builder => builder.AddPolicy("production", TestScene.Signed)
                    .AddRegistryCredentials(c => last(c.FromDockerConfig(folder).FromContainersAuth(Path.Combine(folder, "auth.json")))));
                return await services.GetRequiredService<IImageVerifier>().VerifyAsync(_scene.Reference, "production");
            }

            Verdict.IsAllowed(await VerifyAsync(c => c.For("registry.test", "user", "password").From(new OneLogin())));
            var refused = await VerifyAsync(c => c.For("registry.test", "user", "wrong").For("registry.test", "user", "password"));
            Verdict.IsIndeterminate(refused);
            Assert.That(refused.Error!.Message, Does.Contain("the login that this host has for registry.test"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Credentials_from_nowhere_are_a_mistake() =>
        Assert.That(() => Host(builder => builder.AddRegistryCredentials(_ => { })), Throws.ArgumentException);

    private ServiceProvider Host(Action<ImageProvenanceBuilder> configure, ToySource? ownSourceOnly = null)
    {
        var services = new ServiceCollection();
        var builder = services.AddImageProvenance().AddRegistryCredentials(AnonymousCredentials.Instance);
        builder.RegistryClient.ConfigurePrimaryHttpMessageHandler(_scene.Registry.CreateHandler);
        configure(builder);

        // Added by type as hosts do; the test needs the very object.
        if (ownSourceOnly is not null)
            services.Remove(services.First(service => service.ImplementationType == typeof(ToySource)));
        return services.BuildServiceProvider();
    }

    private sealed class OneLogin : ICredentialStore
    {
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
            new(RegistryCredential.Basic("user", "password", "the test"));
    }

    private sealed class CountingHandler : DelegatingHandler
    {
        private int _count;

        public CountingHandler? Counter { get; init; }

        public int Count => _count;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref Counter!._count);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
