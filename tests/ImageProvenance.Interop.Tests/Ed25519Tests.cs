using System.Numerics;
using ImageProvenance.Signatures;

namespace ImageProvenance.Interop.Tests;

/// <summary>Ed25519, whose arithmetic is ours, beside OpenSSL's.</summary>
internal sealed class Ed25519Tests
{
    private static readonly BigInteger L = BigInteger.Pow(2, 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    [Test]
    public async Task What_OpenSSL_signs_verifies_and_what_was_changed_is_refused_by_both([Values(1, 64, 111, 112, 5000)] int length)
    {
        string key = Stage.Current.NewPath(".pem"), publicKey = Stage.Current.NewPath(".pub");
        (await OpenSslAsync("genpkey", "-algorithm", "ed25519", "-out", key)).Required();
        (await OpenSslAsync("pkey", "-in", key, "-pubout", "-out", publicKey)).Required();
        byte[] data = new byte[length];
        new Random(length).NextBytes(data);
        string signatureFile = Stage.Current.NewPath(".sig");
        (await OpenSslAsync("pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", await FileAsync(data), "-out", signatureFile)).Required();
        byte[] signature = await File.ReadAllBytesAsync(signatureFile);

        await AgreeAsync(publicKey, data, signature, isGood: true);
        await AgreeAsync(publicKey, Changed(data, length / 2), signature, isGood: false);
        foreach (int at in new[] { 0, 31, 32, 50, 63 })
            await AgreeAsync(publicKey, data, Changed(signature, at), isGood: false);
        await AgreeAsync(publicKey, data, [.. signature[..32], .. (new BigInteger(signature.AsSpan(32), isUnsigned: true) + L).ToByteArray(isUnsigned: true)], isGood: false);
    }

    private static async Task AgreeAsync(string publicKey, byte[] data, byte[] signature, bool isGood)
    {
        var theirs = await OpenSslAsync("pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", publicKey, "-in", await FileAsync(data), "-sigfile", await FileAsync(signature));
        bool ours = PublicKey.FromPem(await File.ReadAllTextAsync(publicKey), SignatureAlgorithms.Ed25519).Verify(data, signature);

        Assert.That((theirs.IsSuccess, ours), Is.EqualTo((isGood, isGood)), theirs.ToString());
    }

    private static byte[] Changed(byte[] bytes, int at)
    {
        byte[] changed = [.. bytes];
        changed[at] ^= 1;
        return changed;
    }

    private static async Task<string> FileAsync(byte[] content)
    {
        string path = Stage.Current.NewPath();
        await File.WriteAllBytesAsync(path, content);
        return path;
    }

    private static Task<ProgramResult> OpenSslAsync(params string[] arguments) => Stage.Current.RunAsync("openssl", arguments);
}
