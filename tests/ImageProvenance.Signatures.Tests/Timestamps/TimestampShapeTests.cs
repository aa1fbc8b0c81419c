using System.Formats.Asn1;

namespace ImageProvenance.Signatures.Tests;

public sealed class TimestampShapeTests
{
    /// <summary>A token with all the parts that a token can have.</summary>
    private static readonly TestToken Whole = Stamp.Token with
    {
        InfoTail = writer =>
        {
            using (writer.PushSequence())
                writer.WriteInteger(1);
            using (writer.PushSequence(TokenParts.Tag0))
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 4)))
                writer.WriteEncodedValue([0x30, 0x00]);
            using (writer.PushSequence(TokenParts.Tag1))
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier("1.2.3");
                writer.WriteOctetString([]);
            }
        },
    };

    private static readonly string[] NotRead =
    [
        // Parameters of algorithms: they make an algorithm an unknown one, which nothing is verified by.
        "/1/1/0/1/0", "/1/1/0/2/1/0/0/2/0", "/1/1/0/3/0/2", "/1/1/0/3/0/4",

        // Names, which are compared as they are: the authority's own, the issuer in the unsigned and in the signed name.
        "/1/1/0/2/1/0/0/6/0", "/1/1/0/2/1/0/0/6/0/0",
        "/1/1/0/3/0/1/0", "/1/1/0/3/0/1/0/0", "/1/1/0/3/0/1/0/0/0",
        "/1/1/0/3/0/3/3/1/0/0/0/1/0/0/0", "/1/1/0/3/0/3/3/1/0/0/0/1/0/0/0/0", "/1/1/0/3/0/3/3/1/0/0/0/1/0/0/0/0/0",

        // A signed attribute that is not used; certificates and policies after the signer's own.
        "/1/1/0/3/0/3/1/1", "/1/1/0/3/0/3/3/1/0", "/1/1/0/3/0/3/3/1/0/0",
    ];

    [Test]
    public void Nothing_can_be_added_but_to_what_is_not_read()
    {
        byte[] answer = Whole.Encode();
        byte[] info = TimestampToken.Parse(answer).Info.Encoded.ToArray();
        var accepted = new List<string>();
        int count = 0;
        foreach (var (path, der) in DerTree.WithOneMore(answer, info))
        {
            count++;
            try
            {
                TimestampToken.Parse(der);
                accepted.Add(path);
            }
            catch (MalformedContentException e) when (e.Failure.Code == "invalid-timestamp")
            {
                // As it has to be.
            }
        }

        Assert.That(count, Is.GreaterThan(40));
        Assert.That(accepted, Is.EquivalentTo(NotRead));
    }
}
