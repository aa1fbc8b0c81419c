namespace ImageProvenance.Signatures.Tests;

/// <summary>The DER of an ECDSA signature: what platforms are not asked about.</summary>
public sealed class EcdsaSignatureTests
{
    [TestCase("3006020101020102", true, TestName = "Two small numbers are a signature's encoding")]
    [TestCase("300802020080020200ff", true, TestName = "A zero before a high bit belongs there")]
    [TestCase("3006020100020100", true, TestName = "Zero is a number; that it is no good one is for the verification to say")]
    [TestCase("300e0205000000000102050000000001", false, TestName = "Zeros before a low bit do not belong there")]
    [TestCase("3006020181020102", false, TestName = "A negative r is none")]
    [TestCase("3006020101020182", false, TestName = "A negative s is none")]
    [TestCase("30060201010201020500", false, TestName = "Data after the sequence is refused")]
    [TestCase("3008020101020102" + "0500", false, TestName = "A third value in the sequence is refused")]
    [TestCase("3003020101", false, TestName = "One number is no signature")]
    [TestCase("3000", false, TestName = "No number is no signature")]
    [TestCase("", false, TestName = "Nothing is no signature")]
    [TestCase("308106020101020102", false, TestName = "A length in a form that is longer than needed is refused")]
    [TestCase("3080020101020102" + "0000", false, TestName = "A length that is not said is refused")]
    [TestCase("3106020101020102", false, TestName = "A set is no sequence")]
    [TestCase("300a0205010000000002" + "0101", false, TestName = "An r larger than the field is none")]
    [TestCase("300a0201010205010000" + "0000", false, TestName = "An s larger than the field is none")]
    [TestCase("300b020500ffffffff02" + "0200ff", true, TestName = "The zero before a high bit does not count as a part of the number")]
    public void Der(string hex, bool isDer) => Assert.That(EcdsaSignature.IsDer(Convert.FromHexString(hex), fieldBytes: 4), Is.EqualTo(isDer));
}
