using System.Text;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Reports;

/// <summary>Text that others wrote reaches a person without what terminals obey or readers are misled by.</summary>
public class HostileTextTests
{
    private const string Hostile = "\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.exe\r\n\u200b\u0000ALLOWED";
    private const string Escaped = "\\u001b[2J\\u001b]0;owned\\u0007\\u009b31m\\u202egnp.exe\\r\\n\\u200bALLOWED";

    [Test]
    public async Task Explain_shows_no_control_character_of_a_predicate_or_an_annotation()
    {
        string predicate = $$$$"""{"builder":{"id":"{{{{Escaped}}}}"},"buildType":"{{{{Escaped}}}}","invocation":{"configSource":{"uri":"{{{{Escaped}}}}"}}}""";
        var image = TestImage.FromScratch().WithLabel("evil", Hostile.Replace("\0", "", StringComparison.Ordinal)).WithBuildKitProvenance(new()
        {
            Version = ProvenanceVersion.V02,
            PredicateJson = predicate,
            AnnotatedPredicateType = TestScene.SlsaV02 + "\u001b[31m\u202e",
            SubjectName = "pkg:docker/" + "\u001b[31m\u202e",
        });
        using var scene = new TestScene(image);
        scene.Image.AttestWithTag(TestScene.Key, TestScene.SlsaV02, predicate);
        scene.Image.AttestWithBundle(TestScene.Key, "https://example.com/\u001b[31m\u202e", "{}");
        foreach (var policy in new[] { TestScene.Signed, TestScene.Attested, TestScene.Consistent })
        {
            var report = await scene.VerifyAsync(policy);
            IsClean(report.Explain());
            IsPlainJson(report.ToJson());
            if (!report.IsAllowed)
                IsClean(new ImageNotTrustedException(report).Message);
        }

        var evidence = await scene.InspectAsync();
        IsClean(evidence.Explain());
        Assert.That(evidence.Explain(), Does.Contain("owned"), "the text itself is shown");
        IsPlainJson(evidence.ToJson());
        IsPlainJson(evidence.ToTreeJson());
    }

    [Test]
    public async Task What_a_registry_says_of_its_error_is_cleaned()
    {
        using var scene = new TestScene();
        using var _ = scene.Registry.Answer(_ => RegistryResponse.Error(403, "DENIED", Hostile).With("Retry-After", "1"));
        var report = await scene.VerifyAsync();
        Verdict.IsIndeterminate(report, "forbidden");
        IsClean(report.Explain());
        IsPlainJson(report.ToJson());
    }

    [Test]
    public async Task A_line_break_in_remote_text_starts_no_line_of_its_own()
    {
        using var scene = new TestScene();
        scene.Image.AttestWithTag(TestScene.Key, "https://example.com/x\nALLOWED  registry.test/acme/app:1", "{}");
        var report = await scene.VerifyAsync(TestScene.Attested);
        Verdict.IsDenied(report);
        Assert.That(report.Explain().Split('\n').Select(line => line.TrimStart()), Has.None.StartsWith("ALLOWED"));
    }

    private static void IsClean(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            Assert.That(rune.Value == '\n' || Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
                or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator), Is.True, $"U+{rune.Value:X4} in {text}");
    }

    // JSON has its own escapes for what it must carry; none of it stands there raw.
    private static void IsPlainJson(string json) =>
        Assert.That(json.Where(c => char.IsControl(c) && c != '\n').Select(c => (int)c), Is.Empty);
}
