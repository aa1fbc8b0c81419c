using System.Text;

namespace ImageProvenance.Oci.Tests;

public sealed class TokenAnswerTests
{
    [TestCase(16 << 10, true)]
    [TestCase((16 << 10) + 1, false)]
    [TestCase(0, false)]
    public void A_token_has_a_length_that_can_be_sent_with_every_request(int length, bool isRead)
    {
        byte[] answer = Encoding.ASCII.GetBytes($$"""{"token":"{{new string('t', length)}}"}""");
        Assert.That(() => TokenAnswer.Parse(answer).Value, isRead ? Has.Length.EqualTo(length) : Throws.TypeOf<MalformedContentException>());
    }
}
