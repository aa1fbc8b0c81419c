using System.Net;

namespace ImageProvenance.Oci.Tests;

public sealed class AddressZonesTests
{
    // Each row is red without its row of AddressZones; those of a range stand at its two ends.
    [TestCase("1.1.1.1", "Public")]
    [TestCase("9.255.255.255", "Public")]
    [TestCase("11.0.0.0", "Public")]
    [TestCase("100.63.255.255", "Public")]
    [TestCase("100.128.0.0", "Public")]
    [TestCase("168.63.129.15", "Public")]
    [TestCase("168.63.129.17", "Public")]
    [TestCase("169.253.255.255", "Public")]
    [TestCase("169.255.0.0", "Public")]
    [TestCase("172.15.255.255", "Public")]
    [TestCase("172.32.0.0", "Public")]
    [TestCase("192.0.1.0", "Public")]
    [TestCase("192.167.255.255", "Public")]
    [TestCase("192.169.0.0", "Public")]
    [TestCase("198.17.255.255", "Public")]
    [TestCase("198.20.0.0", "Public")]
    [TestCase("223.255.255.255", "Public")]
    [TestCase("10.0.0.0", "Private")]
    [TestCase("10.255.255.255", "Private")]
    [TestCase("100.64.0.0", "Private")]
    [TestCase("100.100.100.199", "Private")]
    [TestCase("100.100.100.200", "Never")]
    [TestCase("100.127.255.255", "Private")]
    [TestCase("172.16.0.0", "Private")]
    [TestCase("172.31.255.255", "Private")]
    [TestCase("192.168.0.0", "Private")]
    [TestCase("192.168.255.255", "Private")]
    [TestCase("198.18.0.0", "Private")]
    [TestCase("198.19.255.255", "Private")]
    [TestCase("127.0.0.1", "Loopback")]
    [TestCase("127.255.255.255", "Loopback")]
    [TestCase("0.0.0.0", "Never")]
    [TestCase("0.255.255.255", "Never")]
    [TestCase("168.63.129.16", "Never")]
    [TestCase("169.254.0.0", "Never")]
    [TestCase("169.254.169.254", "Never")]
    [TestCase("169.254.255.255", "Never")]
    [TestCase("192.0.0.192", "Never")]
    [TestCase("192.0.2.1", "Never")]
    [TestCase("192.88.99.1", "Never")]
    [TestCase("198.51.100.1", "Never")]
    [TestCase("203.0.113.1", "Never")]
    [TestCase("224.0.0.0", "Never")]
    [TestCase("240.0.0.0", "Never")]
    [TestCase("255.255.255.255", "Never")]
    [TestCase("2606:4700::1111", "Public")]
    [TestCase("2001:1::1", "Public")]
    [TestCase("2000::", "Public")]
    [TestCase("3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "Public")]
    [TestCase("fc00::", "Private")]
    [TestCase("fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "Private")]
    [TestCase("fec0::1", "Private")]
    [TestCase("2001:2::1", "Private")]
    [TestCase("64:ff9b:1::1", "Private")]
    [TestCase("64:ff9b:1::a00:5", "Private")]
    [TestCase("64:ff9b:1::a9fe:a9fe", "Never")]
    [TestCase("64:ff9b:1:a9fe:a9:fe00::", "Never")]
    [TestCase("64:ff9b:1:a9:fe:a9fe::", "Never")]
    [TestCase("64:ff9b:1:0:a9:fea9:fe00:0", "Never")]
    [TestCase("64:ff9b:1::6464:64c8", "Never")]
    [TestCase("::1", "Loopback")]
    [TestCase("::", "Never")]
    [TestCase("::2", "Never")]
    [TestCase("fd00:ec2::254", "Never")]
    [TestCase("fd20:ce::254", "Never")]
    [TestCase("fe80::1", "Never")]
    [TestCase("fe80::1%1", "Never")]
    [TestCase("febf:ffff::1", "Never")]
    [TestCase("ff02::1", "Never")]
    [TestCase("100::1", "Never")]
    [TestCase("2001:db8::1", "Never")]
    [TestCase("3fff::1", "Never")]
    [TestCase("4000::", "Never")]
    [TestCase("5f00::1", "Never")]
    public void An_address_has_a_zone(string address, string zone) =>
        Assert.That(AddressZones.ZoneOf(IPAddress.Parse(address)).ToString(), Is.EqualTo(zone));

    [TestCase("::ffff:1.1.1.1", "Public")]
    [TestCase("::ffff:10.0.0.1", "Private")]
    [TestCase("::ffff:127.0.0.1", "Loopback")]
    [TestCase("::ffff:169.254.169.254", "Never")]
    public void A_mapped_address_is_the_one_inside(string address, string zone) =>
        Assert.That(AddressZones.ZoneOf(IPAddress.Parse(address)).ToString(), Is.EqualTo(zone));

    [TestCase("64:ff9b::1.1.1.1", "Public")]
    [TestCase("64:ff9b::10.0.0.1", "Never")]
    [TestCase("64:ff9b::169.254.169.254", "Never")]
    [TestCase("2002:101:101::1", "Public")]
    [TestCase("2002:a00:1::1", "Never")]
    [TestCase("2002:7f00:1::1", "Never")]
    [TestCase("2001:0:1::fefe:fefe", "Public")]
    [TestCase("2001:0:1::f5ff:fffe", "Never")]
    [TestCase("::10.0.0.1", "Never")]
    [TestCase("::ffff:0:10.0.0.1", "Never")]
    public void A_tunnel_leads_to_public_addresses_only(string address, string zone) =>
        Assert.That(AddressZones.ZoneOf(IPAddress.Parse(address)).ToString(), Is.EqualTo(zone));

    [Test]
    public void Who_may_reach_a_zone_may_reach_those_further_outside()
    {
        AddressZone[] zones = [AddressZone.Public, AddressZone.Private, AddressZone.Loopback];
        foreach (var zone in zones)
        {
            Assert.That(zones.Where(reach => zone.IsOpenTo(reach)), Is.EqualTo(zones.Where(reach => reach >= zone)));
            Assert.That(AddressZone.Never.IsOpenTo(zone), Is.False);
        }

        Assert.That(AddressZone.Never.IsOpenTo(AddressZone.Never), Is.False);
    }

    [TestCase("https://127.1/", "Loopback")]
    [TestCase("https://0x7f000001/", "Loopback")]
    [TestCase("https://2130706433/", "Loopback")]
    [TestCase("https://127.0.0.1./", "Loopback")]
    [TestCase("https://[::1]/", "Loopback")]
    [TestCase("https://[::ffff:127.0.0.1]/", "Loopback")]
    [TestCase("https://LOCALHOST/", "Loopback")]
    [TestCase("https://localhost./", "Loopback")]
    [TestCase("https://storage.localhost/", "Loopback")]
    [TestCase("https://10.0.0.1:5000/", "Private")]
    [TestCase("https://[fe80::1%25eth0]/", "Never")]
    [TestCase("https://169.254.169.254/", "Never")]
    [TestCase("https://notlocalhost/", null)]
    [TestCase("https://10.0.0.1.example/", null)]
    public void A_host_that_is_an_address_is_seen_through_however_it_is_written(string uri, string? zone) =>
        Assert.That(AddressRule.ZoneOfName(new Uri(uri).IdnHost)?.ToString(), Is.EqualTo(zone));
}
