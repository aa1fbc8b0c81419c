using System.Net.Sockets;
using static ImageProvenance.Oci.Tests.TokenScene;

namespace ImageProvenance.Oci.Tests;

/// <summary>A store of the host's that cannot be asked is a broken place like any other, and named.</summary>
public sealed class FailingStoreTests
{
    private static readonly RegistryOptions NoRetries = new() { Retries = Retries.None };

    private static RegistryImageSource Source(Exception broken, ScriptedRegistry registry) =>
        new(registry, new DelegateCredentials("the vault", (_, _, _) => throw broken), NoRetries);

    private static readonly object[] Broken =
    [
        new object[] { new HttpRequestException("token s3cret refused", new SocketException(10061)), SourceErrorKind.Network, true },
        new object[] { new TimeoutException("s3cret"), SourceErrorKind.Timeout, true },
        new object[] { new TaskCanceledException("s3cret", new TimeoutException()), SourceErrorKind.Timeout, true },
        new object[] { new InvalidOperationException("s3cret"), SourceErrorKind.Network, false },
        new object[] { new ArgumentNullException("s3cret"), SourceErrorKind.Network, false },
    ];

    [TestCaseSource(nameof(Broken))]
    // Red without the catch in RegistryAuthorizer.FindAsync.
    public void Its_exception_becomes_the_one_of_broken_places(Exception broken, SourceErrorKind kind, bool isTransient)
    {
        using var registry = new ScriptedRegistry();
        foreach (var ask in (Func<Task>[])[() => ResolveAsync(Source(broken, registry)).AsTask(), () => Source(broken, registry).FindReaderAsync(ImageLocation.Parse(Reference), default).AsTask()])
        {
            var error = Assert.ThrowsAsync<SourceException>(() => ask())!;
            Assert.That((error.Kind, error.IsTransient), Is.EqualTo((kind, isTransient)));
            Assert.That(error.Message, Is.EqualTo("the vault could not be asked for the login of registry.example."));
            Assert.That($"{error.Failure}", Does.Contain(broken.GetType().Name).And.Not.Contain("s3cret"), "its words could be secret");
            Assert.That(error.InnerException, Is.SameAs(broken));
        }

        Assert.That(registry.Requests, Is.Empty, "nobody reads anonymously instead");
    }

    [Test]
    public void A_mistake_in_the_set_up_stays_one()
    {
        using var registry = new ScriptedRegistry();
        Assert.ThrowsAsync<CredentialException>(() => ResolveAsync(Source(new CredentialException("There is no vault."), registry)).AsTask());
    }

    [Test]
    // Red without the look at the token in RegistryAuthorizer.FindAsync.
    public void Who_gives_up_gets_his_own_cancellation()
    {
        using var registry = new ScriptedRegistry();
        using var left = new CancellationTokenSource();
        var source = new RegistryImageSource(registry, new DelegateCredentials("the vault", async (_, _, token) =>
        {
            await left.CancelAsync();
            token.ThrowIfCancellationRequested();
            return null;
        }));
        Assert.ThrowsAsync<OperationCanceledException>(() => source.FindReaderAsync(ImageLocation.Parse(Reference), left.Token).AsTask());
    }
}
