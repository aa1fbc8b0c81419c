using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ImageProvenance.Attestations;
using ImageProvenance.Testing;

namespace ImageProvenance.Signatures.Tests;

/// <summary>A log of the test's own, which signs whatever a test makes it say.</summary>
internal sealed class TestLog
{
    /// <summary>By how much the index in the whole log is larger than that in the tree, in logs of the first version.</summary>
    public const int ShardStart = 1000;

    public static readonly DateTimeOffset Time = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static TestLog Shared { get; } = new(TestKey.Ecdsa());

    private readonly PublicKey _public;

    public TestLog(TestKey key, string baseUrl = "https://log.test")
    {
        (Key, BaseUrl) = (key, baseUrl);
        _public = Some.Public(key);
        LogId = SHA256.HashData(key.SubjectPublicKeyInfo.Span);
    }

    public TestKey Key { get; }

    public string BaseUrl { get; }

    public byte[] LogId { get; }

    public string Name => new Uri(BaseUrl).Authority;

    /// <summary>The log as a trusted root has it.</summary>
    public TransparencyLog Trusted(DateTimeOffset? start = null, DateTimeOffset? end = null, byte[]? checkpointKeyId = null, string? name = null) => new()
    {
        BaseUrl = BaseUrl,
        Name = name ?? Name,
        LogId = LogId,
        CheckpointKeyId = checkpointKeyId is null ? (ReadOnlyMemory<byte>?)null : checkpointKeyId,
        Key = _public,
        Validity = new(start ?? Time.AddYears(-1), end),
    };

    /// <summary>An entry of the body, with a promise and a proof, among others in the tree.</summary>
    public JsonObject Enter(byte[] body, string kind, string version, int before = 4, int after = 2)
    {
        bool isRekorV2 = version == "0.0.2" && kind != "intoto";
        byte[][] leaves = [.. Enumerable.Range(0, before + 1 + after).Select(i => i == before ? TestTree.Leaf(body) : TestTree.Leaf([(byte)i]))];
        byte[] root = TestTree.Root(leaves);
        var entry = (JsonObject)JsonSerializer.SerializeToNode(new
        {
            logIndex = Number(isRekorV2 ? before : before + ShardStart),
            logId = new { keyId = LogId },
            kindVersion = new { kind, version },
            inclusionProof = new
            {
                logIndex = Number(before),
                treeSize = Number(leaves.Length),
                rootHash = root,
                hashes = TestTree.Path(before, leaves),
                checkpoint = new { envelope = Checkpoint(leaves.Length, root, isRekorV2) },
            },
            canonicalizedBody = body,
        })!;
        if (!isRekorV2)
            Promise(entry, Time.ToUnixTimeSeconds());
        return entry;
    }

    /// <summary>Gives an entry a time, and the log's promise with it.</summary>
    public JsonObject Promise(JsonObject entry, long? seconds)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $$"""
            {"body":"{{entry["canonicalizedBody"]}}","integratedTime":{{seconds ?? 0}},"logID":"{{Convert.ToHexStringLower(Convert.FromBase64String((string)entry["logId"]!["keyId"]!))}}","logIndex":{{entry["logIndex"]}}}
            """);
        entry["integratedTime"] = seconds is { } time ? Number(time) : null;
        entry["inclusionPromise"] = new JsonObject { ["signedEntryTimestamp"] = Convert.ToBase64String(Key.Sign(Some.Utf8(text))) };
        return entry;
    }

    public string Checkpoint(long size, byte[] root, bool isRekorV2 = false) =>
        Note($"{Name}{(isRekorV2 ? "" : " - 1234567890")}\n{size}\n{Convert.ToBase64String(root)}\n");

    /// <summary>A signed note of any text and name.</summary>
    public string Note(string text, string? name = null, byte[]? keyId = null) => $"{text}\n{Line(text, name, keyId)}";

    public string Line(string text, string? name = null, byte[]? keyId = null) =>
        $"\u2014 {name ?? Name} {Convert.ToBase64String([.. keyId ?? LogId[..4], .. Key.Sign(Some.Utf8(text))])}\n";

    /// <summary>The entry as it is read.</summary>
    public static TransparencyLogEntry Read(JsonObject entry) =>
        RekorBundle.Parse($"{{\"content\":{{\"verificationMaterial\":{{\"tlogEntries\":[{entry.ToJsonString()}]}}}}}}")!;

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
