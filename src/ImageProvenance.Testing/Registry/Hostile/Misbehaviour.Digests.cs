namespace ImageProvenance.Testing;

// Names that are not those of what is behind them.
public sealed partial class Misbehaviour
{
    private const string ContentDigest = "Docker-Content-Digest";

    /// <summary>The header names the digest of something else. A client hashes what came, and takes no other word for it.</summary>
    public static Misbehaviour WrongDigestHeader { get; } = AlteringContent("wrong-digest-header", RegistryParts.Tags | RegistryParts.Content, (_, response) => response.With(ContentDigest, $"sha256:{new string('a', 64)}"));

    /// <summary>The header names a digest of another algorithm, and lies. A client checks it, or leaves it alone.</summary>
    public static Misbehaviour WrongSha512Header { get; } = AlteringContent("wrong-sha512-header", RegistryParts.Tags | RegistryParts.Content, (_, response) => response.With(ContentDigest, $"sha512:{new string('a', 128)}"));

    /// <summary>The header holds a path in place of a digest. A client makes no file name, address or log line of it.</summary>
    public static Misbehaviour MalformedDigestHeader { get; } = AlteringContent("malformed-digest-header", RegistryParts.Tags | RegistryParts.Content, (_, response) => response.With(ContentDigest, "sha256:../../../../etc/passwd"));

    /// <summary>What is asked for by digest is another, of the same size and form, and the header vouches for it. A client compares with the digest that it asked for.</summary>
    public static Misbehaviour WrongContent { get; } = AlteringContent("wrong-content", RegistryParts.Content, (_, response) => Replace(response, ChangeDigit(response.Body)));

    private static Misbehaviour[] Digests => [WrongDigestHeader, WrongSha512Header, MalformedDigestHeader, WrongContent];

    // A digit can be another in JSON without breaking it; where there is none, any byte will do.
    private static byte[] ChangeDigit(ReadOnlyMemory<byte> content)
    {
        byte[] changed = content.ToArray();
        int at = changed.AsSpan().LastIndexOfAnyInRange((byte)'1', (byte)'9');
        if (at >= 0)
            changed[at] = changed[at] == (byte)'1' ? (byte)'2' : (byte)'1';
        else if (changed.Length > 0)
            changed[^1] ^= 1;
        return changed;
    }
}
