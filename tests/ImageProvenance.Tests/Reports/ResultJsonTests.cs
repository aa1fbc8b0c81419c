using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ImageProvenance.Testing;

namespace ImageProvenance.Tests.Reports;

/// <summary>What a host returns from an endpoint, with reflection and with generated serializers alike.</summary>
public sealed partial class ResultJsonTests
{
    [Test]
    public async Task A_report_is_written_as_it_writes_itself()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.VerifyAsync();

        Assert.That(Same(JsonSerializer.Serialize(report), report.ToJson()), Is.True);
        Assert.That(Same(JsonSerializer.Serialize(report, HostContext.Default.ProvenanceReport), report.ToJson()), Is.True);
    }

    [Test]
    public async Task An_inspection_is_written_as_it_writes_itself()
    {
        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        var evidence = await scene.InspectAsync();

        Assert.That(Same(JsonSerializer.Serialize(evidence), evidence.ToJson()), Is.True);
        Assert.That(Same(JsonSerializer.Serialize(evidence, HostContext.Default.ImageEvidence), evidence.ToJson()), Is.True);
    }

    [Test]
    public void Results_are_not_read_back() =>
        Assert.That(() => JsonSerializer.Deserialize<ProvenanceReport>("{}"), Throws.TypeOf<NotSupportedException>());

    private static bool Same(string left, string right) => JsonNode.DeepEquals(JsonNode.Parse(left), JsonNode.Parse(right));

    [JsonSerializable(typeof(ProvenanceReport))]
    [JsonSerializable(typeof(ImageEvidence))]
    private sealed partial class HostContext : JsonSerializerContext;
}
