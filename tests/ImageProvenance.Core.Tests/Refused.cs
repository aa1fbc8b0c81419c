namespace ImageProvenance.Core.Tests;

/// <summary>Asserts that content is refused, and with which stable code.</summary>
internal static class Refused
{
    public static Failure With(string code, Action action)
    {
        var exception = Assert.Throws<MalformedContentException>(() => action());
        Assert.That(exception!.Failure.Code, Is.EqualTo(code), exception.Message);
        return exception.Failure;
    }

    public static async Task<Failure> With(string code, Task task)
    {
        try
        {
            await task;
        }
        catch (MalformedContentException e)
        {
            Assert.That(e.Failure.Code, Is.EqualTo(code), e.Message);
            return e.Failure;
        }

        throw new AssertionException($"Nothing was refused; '{code}' was expected.");
    }
}
