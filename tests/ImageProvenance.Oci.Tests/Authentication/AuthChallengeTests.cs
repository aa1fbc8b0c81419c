namespace ImageProvenance.Oci.Tests;

public sealed class AuthChallengeTests
{
    [Test]
    public void A_bearer_challenge_has_its_parameters()
    {
        var challenge = AuthChallenge.ReadAll("""Bearer realm="https://auth.example/token",service="registry.example",scope="repository:acme/app:pull,push" """).Single();
        Assert.Multiple(() =>
        {
            Assert.That(challenge.IsBearer);
            Assert.That(challenge["realm"], Is.EqualTo("https://auth.example/token"));
            Assert.That(challenge["service"], Is.EqualTo("registry.example"));
            Assert.That(challenge["scope"], Is.EqualTo("repository:acme/app:pull,push"));
            Assert.That(challenge["error"], Is.Null);
        });
    }

    [TestCase("Negotiate, Basic realm=\"r\", Bearer realm=\"t\"", "negotiate basic bearer")]
    [TestCase("Negotiate YIIabc==, BEARER Realm = token , x=1", "negotiate bearer")]
    [TestCase(" , Basic", "basic")]
    [TestCase("", "")]
    [TestCase("\"", "")]
    public void Several_challenges_in_one_header_come_in_its_order(string header, string schemes) =>
        Assert.That(string.Join(' ', AuthChallenge.ReadAll(header).Select(challenge => challenge.Scheme)), Is.EqualTo(schemes));

    [Test]
    public void Quoted_text_may_hold_quotes_and_commas() =>
        Assert.That(AuthChallenge.ReadAll("""Bearer realm="a\"b, Basic c", x=1""").Single()["realm"], Is.EqualTo("a\"b, Basic c"));

    [Test]
    public void A_parameter_given_twice_spoils_its_challenge_and_no_other() =>
        Assert.That(AuthChallenge.ReadAll("Bearer realm=a,realm=b, Basic realm=c").Single().IsBasic);

    [Test]
    public void Unfinished_quotes_end_the_header() =>
        Assert.That(AuthChallenge.ReadAll("Bearer realm=\"https://x").Single()["realm"], Is.Null);

    [TestCase("realm", 2000, true)]
    [TestCase("realm", 2100, false)]
    [TestCase("service", 2100, false)]
    [TestCase("unknown", 2100, false)]
    [TestCase("scope", 4000, true)]
    [TestCase("scope", 4100, false)]
    // Red without IsShort.
    public void A_challenge_with_an_overlong_parameter_is_passed_over(string name, int length, bool isRead)
    {
        string text = new('x', length);
        Assert.That(AuthChallenge.ReadAll($"Bearer {name}={text}, Basic realm=c").Select(challenge => challenge.Scheme), Is.EqualTo(isRead ? (string[])["bearer", "basic"] : ["basic"]));
        Assert.That(AuthChallenge.ReadAll($"Bearer {text}={name}"), Has.Count.EqualTo(length <= 2000 ? 1 : 0));
    }

    [TestCase(16, 1)]
    [TestCase(17, 0)]
    // Red without MaxParameters.
    public void So_is_one_with_very_many(int count, int read) =>
        Assert.That(AuthChallenge.ReadAll("Bearer " + string.Join(',', Enumerable.Range(0, count).Select(n => $"p{n}=1"))), Has.Count.EqualTo(read));
}
