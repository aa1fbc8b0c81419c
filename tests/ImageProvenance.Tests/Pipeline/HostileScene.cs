using System.Text;
using ImageProvenance.Oci;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Pipeline;

/// <summary>Who has signed the image of a hostile registry, in both forms.</summary>
public enum SignedBy
{
    Nobody,
    Stranger,
    TrustedKey,
}

/// <summary>A registry that may misbehave, read with a secret by a verifier whose time is moved while it waits.</summary>
internal sealed class HostileScene : IDisposable
{
    private const string User = "robot";
    private const string Secret = "pa55+word/for=registry.test";

    public HostileScene(SignedBy signer)
    {
        Registry = new() { Clock = Clock };
        Image = Registry.Push($"{TestScene.Repository}:1", TestImage.FromScratch().WithBuildKitProvenance());
        if (signer != SignedBy.Nobody)
        {
            var key = signer == SignedBy.TrustedKey ? TestScene.Key : TestScene.OtherKey;
            Image.SignWithBundle(key);
            Image.SignWithTag(key);
        }

        Verifier = new(new()
        {
            HttpClientFactory = new HandlerClients(Registry.CreateHandler()),
            Credentials = new SecretOfTheRegistry(),
            TimeProvider = Clock,
        });
    }

    public InMemoryRegistry Registry { get; }

    public PushedImage Image { get; }

    public ImageVerifier Verifier { get; }

    private ManualTimeProvider Clock { get; } = new(new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero)) { DrivesTimers = true };

    /// <summary>What a message must never hold, in any of the ways in which it travels.</summary>
    private static string[] SecretWords { get; } =
    [
        Secret,
        Uri.EscapeDataString(Secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret}")).TrimEnd('='),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('='),
    ];

    /// <summary>The tag, or the digest that it pointed to when all was well.</summary>
    public string Name(bool byDigest) => byDigest ? Image.PinnedReference(TestScene.Host) : Image.Reference(TestScene.Host);

    /// <summary>Runs work to its end; where it seems to wait, time begins to pass, a second every 5 ms.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, TimeSpan patience, CancellationToken cancellationToken)
    {
        var running = Task.Run(work, cancellationToken);
        var pause = patience;
        while (await Task.WhenAny(running, Task.Delay(pause, cancellationToken)) != running)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Clock.Advance(TimeSpan.FromSeconds(1));
            pause = TimeSpan.FromMilliseconds(5);
        }

        return await running;
    }

    /// <summary>No text that leaves the verifier has a secret in it.</summary>
    public static void HoldsNoSecret(params string[] texts)
    {
        foreach (string text in texts)
            foreach (string word in SecretWords)
                Assert.That(text, Does.Not.Contain(word));
    }

    /// <summary>Secrets went to the registry alone, and nothing at all without TLS or to where nobody should go.</summary>
    public void KeptItsSecrets()
    {
        foreach (var request in Registry.Requests)
        {
            HoldsNoSecret(request.ToString());
            Assert.That(request.Scheme, Is.EqualTo("https"), $"{request} at {request.Host}");
            Assert.That(request.Host, Does.Not.StartWith("169.254."), $"{request} at {request.Host}");
            if (request.Host != TestScene.Host)
                Assert.That(request.Header("Authorization"), Is.Null, $"{request} at {request.Host}");
        }
    }

    public void Dispose() => Verifier.Dispose();

    private sealed class SecretOfTheRegistry : ICredentialStore
    {
        public string Name => "a store of the test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
            new(registry.Value == TestScene.Host ? RegistryCredential.Basic(User, Secret, "a login of the test") : null);
    }
}
