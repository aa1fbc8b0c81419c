using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class KeyImportProperties
{
    [Test]
    public void Whatever_the_bytes_a_key_is_read_or_refused() =>
        Prop.ForAll(Gen.OneOf(Any(), Bent(Some.Key.SubjectPublicKeyInfo.ToArray()), Bent(FrameworkKeys.Rsa.ExportSubjectPublicKeyInfo()), Bent(new Ed25519Signer(new byte[32]).SubjectPublicKeyInfo)).ToArbitrary(), bytes =>
        {
            try
            {
                PublicKey.FromSubjectPublicKeyInfo(bytes).Verify(bytes, bytes);
            }
            catch (MalformedContentException e) when (e.Failure.Code == "invalid-key")
            {
                // The one way to refuse; any other exception fails the property.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));

    [Test]
    public void Whatever_the_text_a_PEM_is_read_or_refused() =>
        Prop.ForAll(Bent(Some.Utf8(Some.Key.PublicKeyPem)).ToArbitrary(), bytes =>
        {
            try
            {
                PublicKey.FromPem(System.Text.Encoding.UTF8.GetString(bytes));
            }
            catch (MalformedContentException e) when (e.Failure.Code == "invalid-key")
            {
                // As above.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    private static Gen<byte[]> Any() => Gen.Choose(0, 255).Select(b => (byte)b).ArrayOf();

    private static Gen<byte[]> Bent(byte[] good) =>
        from at in Gen.Choose(0, good.Length - 1)
        from value in Gen.Choose(0, 255)
        from way in Gen.Choose(0, 3)
        select way switch
        {
            0 => (byte[])[.. good[..at], (byte)value, .. good[(at + 1)..]],
            1 => [.. good[..at], (byte)value, .. good[at..]],
            2 => [.. good[..at], .. good[(at + 1)..]],
            _ => good[..at],
        };
}
