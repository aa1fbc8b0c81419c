using System.Security.Cryptography;
using ImageProvenance.Testing;

namespace ImageProvenance.Interop.Tests;

/// <summary>
/// What the virtual Sigstore gets wrong on purpose is refused by us and by cosign, but for differences that are named here;
/// what only looks odd is taken by both.
/// </summary>
internal sealed class VirtualMisbehaviourTests
{
    private static readonly DateTimeOffset Time = VirtualSignature.Time;

    private static IEnumerable<TestCaseData> Wrong =>
    [
        .. Both("certificate for another purpose", s => s.NextCertificate.HasPurposes("1.3.6.1.5.5.7.3.1")),
        .. Both("certificate expired", s => s.NextCertificate.IsValid(Time.AddHours(-2), Time.AddHours(-1))),
        .. Both("certificate with an unknown critical extension", s => s.NextCertificate.HasUnknownCriticalExtension()),
        .. Both("certificate signed by another key", s => s.NextCertificate.IsSignedByAnotherKey()),
        .. Both("certificate that names another issuer", s => s.NextCertificate.NamesAnotherIssuer()),
        .. Both("certificate of an unknown authority", s => s.NextCertificate.IsIssuedByUnknownAuthority()),
        .. Both("no SCT", s => s.NextSct.IsMissing()),
        .. Both("SCT signed by another key", s => s.NextSct.IsSignedByAnotherKey()),
        .. Both("SCT of another certificate", s => s.NextSct.IsOfAnotherCertificate()),
        .. Both("SCT of an unknown log", s => s.NextSct.ComesFromUnknownLog()),
        .. Both("SCT before the log", s => s.NextSct.HasTime(Time.AddDays(-500))),
        .. Both("signature by another key", s => s.NextSignature.IsMadeByAnotherKey()),
        .. Both("signature of another message", s => s.NextSignature.IsOfAnotherMessage()),
        .. Both("another digest claimed", s => s.NextSignature.ClaimsAnotherDigest(), isStatement: false),
        .. Both("no entry", s => s.NextLogEntry.IsMissing()),
        .. Both("entry repeated", s => s.NextLogEntry.IsRepeated()),
        .. Both("entry of an unknown log", s => s.NextLogEntry.ComesFromUnknownLog()),
        .. Both("entry of another artifact", s => s.NextLogEntry.IsOfAnotherArtifact()),
        .. Both("entry of another signature", s => s.NextLogEntry.IsOfAnotherSignature()),
        .. Both("entry of another signer", s => s.NextLogEntry.IsOfAnotherSigner()),
        .. Both("entry of another signing", s => s.NextLogEntry.IsOfAnotherSigning()),
        .. V1("no promise", s => s.NextPromise.IsMissing()),
        .. V1("promise signed by another key", s => s.NextPromise.IsSignedByAnotherKey()),
        .. V1("promise of another entry", s => s.NextPromise.IsOfAnotherEntry()),
        .. V1("promise after the certificate", s => s.NextPromise.HasTime(Time.AddMinutes(20))),
        .. V1("promise with another time", s => s.NextPromise.ClaimsTime(Time.AddMinutes(1))),
        .. Both("entry with another index", s => s.NextLogEntry.ClaimsAnotherIndex()),
        .. V2("entry that is not canonical", s => s.NextLogEntry.IsNotCanonical()),
        .. Both("proof with another hash", s => s.NextProof.HasAnotherHash()),
        .. Both("proof with a hash more", s => s.NextProof.HasOneHashMore()),
        .. Both("proof with a hash less", s => s.NextProof.HasOneHashLess()),
        .. V1("proof with another index", s => s.NextProof.ClaimsAnotherIndex()),
        .. V1("proof with another root", s => s.NextProof.ClaimsAnotherRoot()),
        .. Both("checkpoint signed by another key", s => s.NextCheckpoint.IsSignedByAnotherKey()),
        .. Both("checkpoint not signed", s => s.NextCheckpoint.IsUnsigned()),
        .. Both("checkpoint with another key id", s => s.NextCheckpoint.HasAnotherKeyId()),
        .. Both("checkpoint of another root", s => s.NextCheckpoint.HasAnotherRoot()),
        .. V2("checkpoint of another origin", s => s.NextCheckpoint.HasOrigin("other.test")),
        .. V2("checkpoint signed under another name", s => s.NextCheckpoint.IsSignedAs("other.test")),
        .. V2("no timestamp", s => s.NextTimestamp.IsMissing()),
        .. V2("timestamp refused", s => s.NextTimestamp.IsRefused()),
        .. V2("timestamp after the certificate", s => s.NextTimestamp.IsOutsideCertificate()),
        .. V2("timestamp with SHA-1", s => s.NextTimestamp.HasImprint(HashAlgorithmName.SHA1)),
        .. V2("timestamp of another signature", s => s.NextTimestamp.StampsAnotherSignature()),
        .. V2("timestamp that states another digest", s => s.NextTimestamp.StatesAnotherDigest()),
        .. V2("timestamp signed by another key", s => s.NextTimestamp.IsSignedByAnotherKey()),
        .. V2("timestamp signed twice", s => s.NextTimestamp.IsSignedTwice()),
        .. V2("timestamp for another purpose", s => s.NextTimestamp.IsSignedForAnotherPurpose()),
        .. V2("timestamp of an unknown authority", s => s.NextTimestamp.ComesFromUnknownAuthority()),
    ];

    // Named differences: RFC 5280, RFC 3161 and the client specification ask for these, and we refuse what lacks them.
    private static IEnumerable<TestCaseData> WrongForUsOnly =>
    [
        .. Both("certificate without a purpose", s => s.NextCertificate.HasNoPurpose()),
        .. Both("certificate whose key may not sign", s => s.NextCertificate.HasNoDigitalSignature()),
        .. Both("certificate of an authority", s => s.NextCertificate.IsAnAuthority()),
        .. Both("certificate with two names", s => s.NextCertificate.HasAnotherNameToo("https://other.example")),
        .. Both("entry called another kind", s => s.NextLogEntry.ClaimsKind("rekord", "0.0.1")),
        .. V2("proof with another size", s => s.NextProof.ClaimsAnotherTreeSize()),
        .. V2("proof with another index", s => s.NextProof.ClaimsAnotherIndex()),
        .. V2("proof with another root", s => s.NextProof.ClaimsAnotherRoot()),
        .. V1("checkpoint of another origin", s => s.NextCheckpoint.HasOrigin("other.test")),
        .. V1("checkpoint signed under another name", s => s.NextCheckpoint.IsSignedAs("other.test")),
        .. V2("timestamp that states another type", s => s.NextTimestamp.StatesAnotherContentType()),
        .. V2("timestamp that names another certificate", s => s.NextTimestamp.NamesAnotherCertificate()),
        .. V2("timestamp that names no certificate", s => s.NextTimestamp.NamesNoCertificate()),
        .. Both("entry logged twice", s => s.NextLogEntry.IsLoggedTwice()),
    ];

    private static IEnumerable<TestCaseData> Odd =>
    [
        .. Both("SCT twice", s => s.NextSct.IsIssuedTwice()),
        .. Both("SCT with extensions", s => s.NextSct.HasExtensions(new byte[] { 1, 2, 3 })),
        .. Both("checkpoint with another line", s => s.NextCheckpoint.HasExtension("Timestamp: 1")),
        .. V2("checkpoint cosigned", s => s.NextCheckpoint.IsCosigned()),
        .. V2("checkpoint cosigned first", s => s.NextCheckpoint.IsCosignedFirst()),
        .. V2("timestamp twice", s => s.NextTimestamp.IsIssuedTwice()),
        .. V2("timestamp with SHA-384", s => s.NextTimestamp.HasImprint(HashAlgorithmName.SHA384)),
        .. V2("timestamp with SHA-512", s => s.NextTimestamp.HasImprint(HashAlgorithmName.SHA512)),
        .. V2("timestamp without certificate", s => s.NextTimestamp.BringsNoCertificate()),
        .. V2("timestamp with another certificate too", s => s.NextTimestamp.BringsAnotherCertificateFirst()),
    ];

    [TestCaseSource(nameof(Wrong))]
    public Task Both_refuse(Testing.RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave) => JudgeAsync(log, isStatement, misbehave, isAllowed: false, isAllowedByCosign: false);

    [TestCaseSource(nameof(WrongForUsOnly))]
    public Task We_refuse_and_cosign_takes(Testing.RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave) => JudgeAsync(log, isStatement, misbehave, isAllowed: false, isAllowedByCosign: true);

    [TestCaseSource(nameof(Odd))]
    public Task Both_take(Testing.RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave) => JudgeAsync(log, isStatement, misbehave, isAllowed: true, isAllowedByCosign: true);

    private static async Task JudgeAsync(Testing.RekorVersion log, bool isStatement, Action<VirtualSigstore> misbehave, bool isAllowed, bool isAllowedByCosign)
    {
        // One source of time, so that whatever is wrong with it decides.
        using var sigstore = VirtualSignature.NewSigstore(new() { Logs = [log], TimestampAuthorities = log == Testing.RekorVersion.V2 ? 1 : 0 });
        misbehave(sigstore);
        var signature = VirtualSignature.Sign(sigstore, isStatement);
        var cosign = await signature.CosignAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(signature.Refusal(), isAllowed ? Is.Null : Is.Not.Null);
            Assert.That(cosign.IsSuccess, Is.EqualTo(isAllowedByCosign), cosign.ToString());
        }
    }

    private static IEnumerable<TestCaseData> Both(string name, Action<VirtualSigstore> misbehave, bool? isStatement = null) =>
        [.. V1(name, misbehave, isStatement), .. V2(name, misbehave, isStatement)];

    private static IEnumerable<TestCaseData> V1(string name, Action<VirtualSigstore> misbehave, bool? isStatement = null) => Cases(Testing.RekorVersion.V1, name, misbehave, isStatement);

    private static IEnumerable<TestCaseData> V2(string name, Action<VirtualSigstore> misbehave, bool? isStatement = null) => Cases(Testing.RekorVersion.V2, name, misbehave, isStatement);

    private static IEnumerable<TestCaseData> Cases(Testing.RekorVersion log, string name, Action<VirtualSigstore> misbehave, bool? isStatement) =>
        from statement in isStatement is { } only ? (bool[])[only] : [false, true]
        select new TestCaseData(log, statement, misbehave).SetArgDisplayNames(log.ToString(), statement ? "statement" : "artifact", name);
}
