namespace ImageProvenance.Signatures.Tests;

public class CheckpointBytesTests
{
    [Test]
    public void A_checkpoint_that_is_no_UTF8_is_refused()
    {
        byte[] note = [.. "log.test - 1\n1\n"u8, 0xED, 0xA0, 0x80, .. "\n\n"u8];
        Assert.That(Assert.Throws<MalformedContentException>(() => Checkpoint.Parse(note))!.Failure.Code, Is.EqualTo("invalid-checkpoint"));
    }
}
