using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ImageProvenance;

/// <summary>
/// The digest of some content, <c>sha256:…</c> or <c>sha512:…</c>, always well-formed. The <c>default</c> value is no
/// digest, equals no other and throws when it is used. Immutable and thread-safe.
/// </summary>
/// <remarks>OCI image-spec, descriptor.md, "Digests". Registered algorithms that are not computed here are refused.</remarks>
public readonly record struct Digest
{
    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly string? _value;

    private Digest(DigestAlgorithm algorithm, string value)
    {
        Algorithm = algorithm;
        _value = value;
    }

    /// <summary>The algorithm; <see cref="DigestAlgorithm.Unknown"/> only for <c>default</c>.</summary>
    public DigestAlgorithm Algorithm { get; }

    /// <summary>The encoded part: lower-case hexadecimal, 64 or 128 characters.</summary>
    public string Hex => Value[(Prefix(Algorithm).Length)..];

    private string Value => _value ?? throw new InvalidOperationException("This digest is default(Digest), which names nothing.");

    /// <summary>Computes the digest of content.</summary>
    public static Digest Of(ReadOnlySpan<byte> content, DigestAlgorithm algorithm = DigestAlgorithm.Sha256)
    {
        Span<byte> hash = stackalloc byte[SHA512.HashSizeInBytes];
        int length = algorithm switch
        {
            DigestAlgorithm.Sha256 => SHA256.HashData(content, hash),
            DigestAlgorithm.Sha512 => SHA512.HashData(content, hash),
            _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a digest algorithm."),
        };
        return new(algorithm, Prefix(algorithm) + Convert.ToHexStringLower(hash[..length]));
    }

    /// <summary>Makes a digest of its algorithm and its encoded part.</summary>
    /// <exception cref="MalformedContentException">The encoded part is not that algorithm's (<c>invalid-digest</c>).</exception>
    public static Digest FromHex(DigestAlgorithm algorithm, string hex) => Parse(Prefix(algorithm) + hex);

    /// <summary>Reads <c>algorithm:encoded</c>, strictly: lower case, exact length, sha256 or sha512.</summary>
    /// <exception cref="MalformedContentException">The text is no such digest (<c>invalid-digest</c>).</exception>
    public static Digest Parse(string text) => TryParse(text, out var digest, out var failure)
        ? digest
        : throw new MalformedContentException(failure);

    /// <summary>Reads <c>algorithm:encoded</c> as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, out Digest digest) => TryParse(text, out digest, out _);

    private static bool TryParse(string? text, out Digest digest, [NotNullWhen(false)] out Failure? failure)
    {
        foreach (var algorithm in (ReadOnlySpan<DigestAlgorithm>)[DigestAlgorithm.Sha256, DigestAlgorithm.Sha512])
        {
            string prefix = Prefix(algorithm);
            if (text is null || !text.StartsWith(prefix, StringComparison.Ordinal))
                continue;

            int expected = algorithm == DigestAlgorithm.Sha256 ? 64 : 128;
            var encoded = text.AsSpan(prefix.Length);
            bool valid = encoded.Length == expected && !encoded.ContainsAnyExcept(LowerHex);
            digest = valid ? new(algorithm, text) : default;
            failure = valid ? null : new("invalid-digest", "A digest is malformed.", $"{prefix} and {expected} lower-case hexadecimal characters", text);
            return valid;
        }

        digest = default;
        failure = new("invalid-digest", "A digest has no algorithm that can be checked.", "sha256:… or sha512:…", text);
        return false;
    }

    /// <summary>Whether the content hashes to this digest.</summary>
    public bool Matches(ReadOnlySpan<byte> content) => Of(content, Algorithm) == this;

    /// <summary>The digest as text, <c>algorithm:encoded</c>; empty for <c>default</c>.</summary>
    public override string ToString() => _value ?? "";

    private static string Prefix(DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Sha256 => "sha256:",
        DigestAlgorithm.Sha512 => "sha512:",
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "Not a digest algorithm."),
    };
}
