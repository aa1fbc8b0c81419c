using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace ImageProvenance.Signatures.Tests;

/// <summary>Asserts what becomes of timestamps, with the framework's own verification of tokens beside ours.</summary>
internal static class Stamp
{
    /// <summary>A good token of the usual authority.</summary>
    public static TestToken Token => new(StampingAuthority.Usual.Signer);

    /// <summary>The time that is proven; the framework has to accept the token too.</summary>
    public static VerifiedTime Holds(TestToken token, params TimestampAuthority[] authorities)
    {
        byte[] contentInfo = token.EncodeToken();
        Assert.That(IsAcceptedByFramework(contentInfo, TestToken.Signature, token.Signer.Framework), "the framework refuses the token");
        return Holds(token.Encode(contentInfo), authorities);
    }

    /// <summary>The time that an answer proves.</summary>
    public static VerifiedTime Holds(byte[] timeStampResp, params TimestampAuthority[] authorities)
    {
        var failure = Check(timeStampResp, out var time, authorities);
        Assert.That(failure, Is.Null, failure?.ToString());
        return time!;
    }

    /// <summary>The failure that a token comes to.</summary>
    public static Failure Fails(string code, TestToken token, params TimestampAuthority[] authorities) => Fails(code, token.Encode(), authorities);

    /// <summary>The failure that an answer comes to.</summary>
    public static Failure Fails(string code, byte[] timeStampResp, params TimestampAuthority[] authorities)
    {
        var failure = Check(timeStampResp, out var time, authorities);
        Assert.That(failure?.Code, Is.EqualTo(code), failure?.ToString() ?? "The timestamp holds.");
        Assert.That(time, Is.Null);
        return failure!;
    }

    /// <summary>What the framework's verification of a token says, which knows nothing of authorities.</summary>
    public static bool IsAcceptedByFramework(byte[] contentInfo, byte[] stamped, params X509Certificate2[] candidates) =>
        Rfc3161TimestampToken.TryDecode(contentInfo, out var token, out _) && token.VerifySignatureForData(stamped, out _, [.. candidates]);

    private static Failure? Check(byte[] timeStampResp, out VerifiedTime? time, TimestampAuthority[] authorities) =>
        TimestampCheck.Check(timeStampResp, SignedMessage.Of(TestToken.Signature), authorities.Length > 0 ? authorities : [StampingAuthority.Usual.WithSigner()], out time);
}
