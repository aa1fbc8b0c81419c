using System.Text;

namespace ImageProvenance.Attestations.Tests;

public sealed class DssePreAuthEncodingTests
{
    [Test]
    public void The_vector_of_the_specification_is_met() =>
        Assert.That(Encode("http://example.com/HelloWorld", "hello world"), Is.EqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));

    [Test]
    public void Lengths_are_counted_in_bytes_not_characters() =>
        Assert.That(Encode("ü", "🐳"), Is.EqualTo("DSSEv1 2 ü 4 🐳"));

    [Test]
    public void An_empty_payload_has_length_zero() =>
        Assert.That(Encode("t", ""), Is.EqualTo("DSSEv1 1 t 0 "));

    private static string Encode(string type, string payload) =>
        Encoding.UTF8.GetString(DssePreAuthEncoding.Encode(type, Encoding.UTF8.GetBytes(payload)));
}
