using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

public sealed class TrustedRootProperties
{
    [Test]
    public void Whatever_the_bytes_a_root_is_read_or_refused()
    {
        byte[] good = RootJson.Bytes(RootJson.Good());
        Prop.ForAll(Bytes.Bent(good).ToArbitrary(), bytes =>
        {
            try
            {
                TrustedRoot.Parse(bytes);
            }
            catch (MalformedContentException)
            {
                // The one way to refuse; any other exception fails the property.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Test]
    public void Whatever_the_bytes_of_its_keys_and_certificates_a_root_is_read_or_refused()
    {
        var places = new (string List, string[] Path)[]
        {
            ("tlogs", ["publicKey", "rawBytes"]), ("ctlogs", ["publicKey", "rawBytes"]), ("tlogs", ["logId", "keyId"]),
        };
        var certificates =
            from list in Gen.Elements("certificateAuthorities", "timestampAuthorities")
            from index in Gen.Choose(0, 1)
            from der in Bytes.Bent(Convert.FromBase64String((string)RootJson.Good()[list]![0]!["certChain"]!["certificates"]![index]!["rawBytes"]!))
            select Changed(root => root[list]![0]!["certChain"]!["certificates"]![index]!["rawBytes"] = Convert.ToBase64String(der));
        var keys =
            from place in Gen.Elements(places)
            from bytes in Bytes.Bent(Convert.FromBase64String((string)RootJson.Good()[place.List]![0]![place.Path[0]]![place.Path[1]]!))
            select Changed(root => root[place.List]![0]![place.Path[0]]![place.Path[1]] = Convert.ToBase64String(bytes));

        Prop.ForAll(Gen.OneOf(certificates, keys).ToArbitrary(), bytes =>
        {
            try
            {
                TrustedRoot.Parse(bytes);
            }
            catch (MalformedContentException)
            {
                // As above.
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1500));
    }

    private static byte[] Changed(Action<System.Text.Json.Nodes.JsonObject> change)
    {
        var root = RootJson.Good();
        change(root);
        return RootJson.Bytes(root);
    }
}
