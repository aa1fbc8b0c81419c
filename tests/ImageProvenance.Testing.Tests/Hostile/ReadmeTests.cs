using ImageProvenance.Policies;

namespace ImageProvenance.Testing.Tests.Hostile;

/// <summary>The example of the package's README about <see cref="Misbehaviour"/>, over sockets.</summary>
public sealed class ReadmeTests
{
    // A test leaves the machine for nobody.
    private static readonly Misbehaviour[] LeadElsewhere =
    [
        Misbehaviour.PageElsewhere, Misbehaviour.RedirectElsewhere, Misbehaviour.ForeignRealm, Misbehaviour.HttpRealm, Misbehaviour.AddressRealm,
        Misbehaviour.LinkLocalRealm, Misbehaviour.RedirectToLinkLocal, Misbehaviour.RealmWithUser, Misbehaviour.RedirectingRealm,
    ];

    [Test, CancelAfter(120_000)]
    public async Task An_unsigned_image_is_never_allowed(CancellationToken cancellationToken)
    {
        var clock = new ManualTimeProvider(DateTimeOffset.UnixEpoch) { DrivesTimers = true };
        var registry = new InMemoryRegistry { Clock = clock };
        var unsigned = registry.Push("acme/app:1", TestImage.FromScratch());
        await using var server = await registry.StartAsync(cancellationToken);
        using var verifier = new ImageVerifier(new() { TimeProvider = clock, Credentials = Oci.AnonymousCredentials.Instance });
        using var key = TestKey.Ecdsa();
        var policy = VerificationPolicy.Require(rule => rule.SignedBy(signer => signer.Key(key.PublicKeyPem)));

        foreach (var misbehaviour in Misbehaviour.All.Except(LeadElsewhere))
        {
            using var _ = registry.Misbehave(misbehaviour);
            var verifying = verifier.VerifyAsync(unsigned.Reference(server.Host), policy, cancellationToken);
            while (await Task.WhenAny(verifying, Task.Delay(50, cancellationToken)) != verifying)
                clock.Advance(TimeSpan.FromSeconds(10));
            Assert.That((await verifying).Decision, Is.EqualTo(Decision.Deny).Or.EqualTo(Decision.Indeterminate), misbehaviour.Name);
        }
    }
}
