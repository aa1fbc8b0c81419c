namespace ImageProvenance.Signatures.Tests;

/// <summary>Asserts that a key is refused as one.</summary>
internal static class Refused
{
    public static Failure Key(Action import)
    {
        var exception = Assert.Throws<MalformedContentException>(() => import());
        Assert.That(exception!.Failure.Code, Is.EqualTo("invalid-key"), exception.Message);
        return exception.Failure;
    }
}
