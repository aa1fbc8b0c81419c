using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace ImageProvenance.Policies.Tests;

public sealed class DocumentProperties
{
    private static readonly string Good = Doc.Requiring($$"""{ "allOf": [ {{Doc.Signature}}, { "type": "attestation", "predicateType": "slsa-provenance", "by": "same-signer", "provenance": { "source": "https://github.com/acme/app" } } ] }""");

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "true", "1", "-1e9", "\"\"", "\"version\":1", "\"name\":\"p\"", "\"rules\":[", "\"images\":[\"ghcr.io/a/*\"]", "\"otherwise\":",
        "\"require\":{", "\"allOf\":[", "\"anyOf\":[", "\"type\":\"signature\"", "\"type\":\"attestation\"", "\"by\":{", "\"keys\":[", "\"pem\":", "\"file\":\"x\"", "\"same-signer\"",
        "\"predicateType\":\"sbom\"", "\"provenance\":{", "\"\\ud800\"", "\"\\ud800\":1", "\ud800", "\"deny\"", "\"deny\":\"x\"", "\"mode\":\"warn\"", Doc.Pem, " ",
    ];

    [Test]
    public void Any_text_is_a_policy_or_is_refused_as_one() => EveryTextReadsOrIsRefused(ArbMap.Default.GeneratorFor<string>().Where(text => text is not null));

    [Test]
    public void Any_pieces_of_documents_are_a_policy_or_are_refused_as_one() => EveryTextReadsOrIsRefused(Gen.Elements(Pieces).ArrayOf().Select(string.Concat));

    [Test]
    public void A_good_document_with_something_changed_is_a_policy_or_is_refused_as_one() => EveryTextReadsOrIsRefused(
        from at in Gen.Choose(0, Good.Length - 1)
        from length in Gen.Choose(0, 30)
        from piece in Gen.Elements(Pieces)
        select new StringBuilder(Good).Remove(at, Math.Min(length, Good.Length - at)).Insert(at, piece).ToString());

    // What reads has to be what is written again: a document cannot say more than the policy that it became.
    private static void EveryTextReadsOrIsRefused(Gen<string> texts) =>
        Prop.ForAll(texts.ToArbitrary(), text =>
        {
            try
            {
                var policy = VerificationPolicy.FromJson(text, _ => Some.B.PublicKeyPem);
                return VerificationPolicy.FromJson(policy.ToJson()).Id == policy.Id;
            }
            catch (PolicyException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(800));
}
