using System.Net;

namespace ImageProvenance.Oci.Tests.Registry.Connections;

/// <summary>A registry may lead to a host that is named by what it was told: its name is a server's text like any other.</summary>
public sealed class RefusedAddressTextTests
{
    // Red without RemoteText.Clean where the refusals are written.
    [Test]
    public void A_refused_host_that_repeats_a_secret_is_not_quoted_with_it()
    {
        Action[] refusals =
        [
            () => AddressRule.RefuseLiteral(new Uri("https://hunter22.localhost/x"), AddressZone.Public),
            () => AddressRule.Choose("hunter22.example", [IPAddress.Parse("10.0.0.1")], AddressZone.Public),
            () => AddressRule.Choose("hunter22.localhost", [IPAddress.Parse("10.0.0.1")], AddressZone.Loopback),
        ];
        foreach (var refuse in refusals)
        {
            var error = Assert.ThrowsAsync<SourceException>(() => SecretsInUse.WithinAsync<int>(() =>
            {
                SecretsInUse.Add("hunter22");
                refuse();
                return Task.FromResult(0);
            }))!;
            Assert.That($"{error.Message} {error.Failure}", Does.Contain("***").And.Not.Contains("hunter22"));
        }
    }
}
