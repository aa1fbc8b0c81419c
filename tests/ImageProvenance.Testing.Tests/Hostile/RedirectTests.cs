using System.Net;

namespace ImageProvenance.Testing.Tests;

public sealed class RedirectTests(bool overSocket) : HostileFixture(overSocket)
{
    private string Host => Client.BaseAddress!.Authority;

    public static IEnumerable<TestCaseData> Places() =>
    [
        new(Misbehaviour.RedirectLoop, "{path}"),
        new(Misbehaviour.RedirectElsewhere, "https://elsewhere.example{path}"),
        new(Misbehaviour.RedirectToOtherPort, "http://{name}:8443{path}"),
        new(Misbehaviour.RedirectToLinkLocal, "https://169.254.1.1{path}"),
        new(Misbehaviour.RedirectToFile, "file:///etc/passwd"),
    ];

    [TestCaseSource(nameof(Places))]
    public async Task Whatever_the_registry_has_is_redirected(Misbehaviour behaviour, string place)
    {
        using var _ = Registry.Misbehave(behaviour);
        foreach (string path in new[] { Tag, Manifest, $"{Referrers}?a=b" })
        {
            var response = await GetAsync(path);
            string expected = place.Replace("{path}", path).Replace("{name}", Host.Split(':')[0]);
            Assert.That((response.StatusCode, Header(response, "Location")), Is.EqualTo((HttpStatusCode.TemporaryRedirect, expected)));
        }
    }

    [Test]
    public async Task A_registry_with_TLS_is_redirected_to_itself_without()
    {
        using var _ = Registry.Misbehave(Misbehaviour.RedirectToHttp);
        using var client = new HttpClient(Registry.CreateHandler());

        Assert.That(Header(await client.GetAsync($"https://registry.test{Tag}"), "Location"), Is.EqualTo($"http://registry.test{Tag}"));
        Assert.That((await client.GetAsync($"http://registry.test{Tag}")).IsSuccessStatusCode);
    }

    // A handler stands for every host.
    [TestCase("https://elsewhere.example")]
    [TestCase("https://registry.test:8443")]
    public async Task Where_a_redirect_leads_everything_is_there(string origin)
    {
        using var elsewhere = Registry.Misbehave(Misbehaviour.RedirectElsewhere, on: origin.Contains("elsewhere") ? RegistryParts.None : RegistryParts.Tokens);
        using var port = Registry.Misbehave(Misbehaviour.RedirectToOtherPort, on: origin.Contains("elsewhere") ? RegistryParts.Tokens : RegistryParts.None);
        using var client = new HttpClient(Registry.CreateHandler());

        Assert.That((await client.GetAsync($"{origin}{Tag}")).IsSuccessStatusCode);
    }
}
