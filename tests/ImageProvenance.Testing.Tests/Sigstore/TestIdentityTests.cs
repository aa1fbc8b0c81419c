using ImageProvenance.Signatures;

namespace ImageProvenance.Testing.Tests;

public sealed class TestIdentityTests
{
    [Test]
    public void A_workflow_signs_for_itself()
    {
        var identity = TestIdentity.GitHubActions("acme/app", "build.yml", "refs/tags/v1");

        Assert.That(identity.Name, Is.EqualTo("https://github.com/acme/app/.github/workflows/build.yml@refs/tags/v1"));
        Assert.That(identity.Extensions[FulcioExtension.BuildSignerUri], Is.EqualTo(identity.Name));
        Assert.That(identity.Extensions[FulcioExtension.SourceRepositoryOwnerUri], Is.EqualTo("https://github.com/acme"));
        Assert.That(identity.Extensions[FulcioExtension.TokenSubject], Is.EqualTo("repo:acme/app:ref:refs/tags/v1"));
    }

    [Test]
    public void Every_part_can_be_another()
    {
        var identity = TestIdentity.Email("a@example.com") with { Issuer = "https://issuer.example" };

        Assert.That(identity.With(FulcioExtension.BuildTrigger, "push").Extensions, Has.Count.EqualTo(1));
        Assert.That(identity.Issuer, Is.EqualTo("https://issuer.example"));
        Assert.That(identity.Kind, Is.EqualTo(SubjectNameKind.Email));
    }
}
