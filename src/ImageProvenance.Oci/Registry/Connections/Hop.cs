using System.Net.Http.Headers;

namespace ImageProvenance.Oci;

/// <summary>
/// On whose behalf a request is made, and so how far it may go: to the registry itself, its home, or away from it, to
/// where a redirect or a challenge leads.
/// </summary>
/// <param name="Home">The registry's own address.</param>
/// <param name="AwayReach">What may be reached away from home.</param>
/// <param name="Authorization">The authorization that this library gives the request, or null.</param>
/// <param name="HasLeft">Whether somebody else has led here: then nothing is home any more, not even the registry's own address.</param>
internal sealed record Hop(Uri Home, AddressZone AwayReach, AuthenticationHeaderValue? Authorization, bool HasLeft = false)
{
    public static readonly HttpRequestOptionsKey<Hop> Key = new("ImageProvenance.Hop");

    /// <summary>What the handler beneath tells: where the registry is found to be. Null where it cannot tell.</summary>
    public static readonly HttpRequestOptionsKey<AddressZone> ReachedKey = new("ImageProvenance.Reached");

    public bool IsHome(Uri target) => !HasLeft && RedirectRule.IsSameOrigin(target, Home);

    public AddressZone ReachOf(Uri target) => IsHome(target) ? AddressZone.Loopback : AwayReach;

    // A record would show the authorization.
    public override string ToString() => $"{Home.Authority}, reach {AwayReach}{(HasLeft ? ", away" : "")}";
}
