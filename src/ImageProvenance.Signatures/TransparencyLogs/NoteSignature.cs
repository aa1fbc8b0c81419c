namespace ImageProvenance.Signatures;

/// <summary>A line of a signed note that holds a signature.</summary>
/// <param name="Name">The name of the key.</param>
/// <param name="KeyId">The first bytes of a hash of name and key, big-endian: which key of that name it is.</param>
/// <param name="Signature">The signature; never empty.</param>
/// <remarks>C2SP signed-note, "Format": <c>— name base64(key id ‖ signature)</c>.</remarks>
internal readonly record struct NoteSignature(string Name, uint KeyId, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Name and key id as messages write them.</summary>
    public static string Describe(string name, uint keyId) => $"{name} {keyId:x8}";
}
