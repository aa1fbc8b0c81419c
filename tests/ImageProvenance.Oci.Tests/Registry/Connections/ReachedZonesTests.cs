namespace ImageProvenance.Oci.Tests;

public sealed class ReachedZonesTests
{
    private static readonly Uri Registry = new("https://registry.example/v2/");

    [Test]
    public void The_most_public_zone_that_was_seen_stays()
    {
        var zones = new ReachedZones();
        Assert.That(zones.Find(Registry), Is.Null);
        zones.Record("registry.example", 443, AddressZone.Private);
        Assert.That(zones.Find(Registry), Is.EqualTo(AddressZone.Private));
        zones.Record("REGISTRY.example", 443, AddressZone.Public);
        zones.Record("registry.example", 443, AddressZone.Loopback);
        Assert.That(zones.Find(Registry), Is.EqualTo(AddressZone.Public));
        Assert.That(zones.Find(new("https://registry.example:444/")), Is.Null);
    }

    [Test]
    public void What_is_remembered_is_bounded_and_what_is_forgotten_counts_as_nothing_known()
    {
        var zones = new ReachedZones();
        for (int port = 1; port <= 1025; port++)
            zones.Record("registry.example", port, AddressZone.Private);
        Assert.That(Enumerable.Range(1, 1025).Count(port => zones.Find(new($"https://registry.example:{port}/")) is not null), Is.EqualTo(1));
    }

    // Red where a full table is emptied: who was seen in the open could name many others, and be taken for inner again.
    [Test]
    public void Who_was_seen_in_the_open_is_not_forgotten_for_others()
    {
        var zones = new ReachedZones();
        zones.Record("registry.example", 443, AddressZone.Public);
        for (int port = 1; port <= 3000; port++)
            zones.Record("other.example", port, port % 2 == 0 ? AddressZone.Private : AddressZone.Public);
        zones.Record("registry.example", 443, AddressZone.Private);
        Assert.That(zones.Find(Registry), Is.EqualTo(AddressZone.Public));
        Assert.That(Enumerable.Range(1, 3000).Count(port => zones.Find(new($"https://other.example:{port}/")) is not null), Is.EqualTo(1023));
    }
}
