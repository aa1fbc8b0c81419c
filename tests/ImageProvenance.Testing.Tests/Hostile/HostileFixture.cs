namespace ImageProvenance.Testing.Tests;

/// <summary>A registry whose image is signed in both forms, with a clock that stands still, reached both ways.</summary>
public abstract class HostileFixture(bool overSocket) : RegistryFixture(overSocket)
{
    protected const string Tag = "/v2/acme/app/manifests/1";

    protected ManualTimeProvider Clock { get; private set; } = null!;

    protected PushedImage Image { get; private set; } = null!;

    protected byte[] ImageBytes => Stored("1");

    protected string Manifest => $"/v2/acme/app/manifests/{Image.Digest}";

    protected string Referrers => $"/v2/acme/app/referrers/{Image.Digest}";

    protected string CosignTag => $"/v2/acme/app/manifests/{TagName.CosignTagOf(Image.Digest, "sig")}";

    protected string ReferrersTag => $"/v2/acme/app/manifests/{TagName.ReferrersTagOf(Image.Digest)}";

    [SetUp]
    public async Task StartSigned()
    {
        Clock = new(DateTimeOffset.UnixEpoch) { DrivesTimers = true };
        await StartAsync(new() { Clock = Clock });
        Image = Registry.Push("acme/app:1", TestImage.FromScratch());
        using var key = TestKey.Ecdsa();
        Image.SignWithBundle(key);
        Image.SignWithTag(key);
    }

    /// <summary>The headers; the body is still to come.</summary>
    protected Task<HttpResponseMessage> StartGetAsync(string path) => Client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

    /// <summary>The bytes of a manifest by tag or digest, as the registry has them.</summary>
    protected byte[] Stored(string reference) => Registry.FindManifest("acme/app", reference)!.Bytes.ToArray();

    protected static async Task<bool> BreaksOffAsync(HttpResponseMessage response)
    {
        try
        {
            await response.Content.ReadAsByteArrayAsync();
            return false;
        }
        catch (HttpRequestException)
        {
            return true;
        }
    }
}
