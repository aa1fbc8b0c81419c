using System.Security.Cryptography.X509Certificates;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Signatures.Tests;

/// <summary>The framework's own verification of paths as a second opinion, on chains that are good, or wrong somewhere.</summary>
public sealed class FrameworkChainTests
{
    private const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    private static readonly DateTimeOffset Time = TestCertificate.NotBefore.AddDays(90);

    // Each is good in most of its values, so that many chains are wrong in one thing only. "Any purpose" is not among them:
    // the framework takes it for just another one, RFC 5280 (4.2.1.12) and this library for all.
    private static readonly Gen<Link> Links =
        from isAuthority in Gen.Frequency((15, Gen.Constant(true)), (1, Gen.Constant(false)))
        from pathLength in Gen.Frequency((6, Gen.Constant((int?)null)), (1, Gen.Constant((int?)0)), (1, Gen.Constant((int?)1)), (1, Gen.Constant((int?)2)))
        from usage in Gen.Frequency((10, Gen.Constant((X509KeyUsageFlags?)X509KeyUsageFlags.KeyCertSign)), (5, Gen.Constant((X509KeyUsageFlags?)null)), (1, Gen.Constant((X509KeyUsageFlags?)X509KeyUsageFlags.CrlSign)))
        from purposes in Gen.Frequency((10, Gen.Constant<string[]>([])), (5, Gen.Constant<string[]>([TestCertificate.CodeSigning])), (2, Gen.Constant<string[]>([TimeStamping, TestCertificate.CodeSigning])), (1, Gen.Constant<string[]>([TimeStamping])))
        from isExpired in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from isForged in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        from hasUnknownCritical in Gen.Frequency((15, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Link(isAuthority, pathLength, usage, purposes, isExpired, isForged, hasUnknownCritical);

    [Test]
    public void The_framework_has_the_same_opinion_of_every_chain()
    {
        int good = 0;
        Prop.ForAll(Links.NonEmptyListOf().Where(links => links.Count <= 4).ToArbitrary(), links =>
        {
            TestCertificate[] path = Make([.. links]);
            bool ours = IsGood(path);
            good += ours ? 1 : 0;
            return (ours == IsGoodToTheFramework(path)).Label(string.Join("; ", links));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));
        Assert.That(good, Is.GreaterThan(10), "chains that are good");
    }

    private static bool IsGood(TestCertificate[] path)
    {
        try
        {
            var authority = TestRoot.Authority("https://ca.example", null, path[1..]);
            return CertificateIssuers.Of(path[0].Parsed, TestRoot.Of(authority)) is [var issuer] && CertificatePathCheck.Check(path[0].Parsed, issuer, Time) is null;
        }
        catch (MalformedContentException e) when (e.Failure.Code == "invalid-trusted-root")
        {
            return false;
        }
    }

    private static bool IsGoodToTheFramework(TestCertificate[] path)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(path[^1].Framework);
        foreach (var certificate in path[1..^1])
            chain.ChainPolicy.ExtraStore.Add(certificate.Framework);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = Time.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new(TestCertificate.CodeSigning));
        return chain.Build(path[0].Framework);
    }

    // The leaf first, the anchor last.
    private static TestCertificate[] Make(Link[] links)
    {
        var path = new List<TestCertificate>();
        for (int i = links.Length - 1; i >= 0; i--)
        {
            var link = links[i];
            var issuer = path.Count == 0 ? null : path[0];
            List<X509Extension> extensions = [new X509BasicConstraintsExtension(link.IsAuthority, link.IsAuthority && link.PathLength is not null, link.PathLength ?? 0, true)];
            if (link.Usage is { } usage)
                extensions.Add(new X509KeyUsageExtension(usage, true));
            if (link.Purposes.Length > 0)
                extensions.Add(TestCertificate.Purposes(link.Purposes));
            if (link.HasUnknownCritical)
                extensions.Add(new("1.2.3.4", Der.Null, true));
            var signer = link.IsForged && issuer is not null ? TestCertificate.Authority(issuer.Subject.Name[3..]) : issuer;
            path.Insert(0, TestCertificate.Make($"CN=authority {i}", signer, extensions, notAfter: link.IsExpired ? Time.AddDays(-1) : null));
        }

        return [TestCertificate.Leaf(path[0]), .. path];
    }

    private sealed record Link(bool IsAuthority, int? PathLength, X509KeyUsageFlags? Usage, string[] Purposes, bool IsExpired, bool IsForged, bool HasUnknownCritical)
    {
        public override string ToString() => $"CA {IsAuthority} length {PathLength} usage {Usage} purposes {string.Join(',', Purposes)} expired {IsExpired} forged {IsForged} critical {HasUnknownCritical}";
    }
}
