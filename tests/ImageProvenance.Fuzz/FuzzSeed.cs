namespace ImageProvenance.Fuzz;

/// <summary>
/// Valid input of a parser, and what has to judge it: a claim is what is proven by the input, or that it was read; null where
/// it was refused. A <see cref="MalformedContentException"/> is a refusal too; any other exception is a finding.
/// </summary>
/// <param name="Target">The parser.</param>
/// <param name="Bytes">The input.</param>
/// <param name="Judge">Judges this input, or another.</param>
internal sealed record FuzzSeed(string Target, byte[] Bytes, Func<ReadOnlyMemory<byte>, string?> Judge);

/// <summary>Something that must not be.</summary>
/// <param name="Target">The parser.</param>
/// <param name="Problem">What it did.</param>
/// <param name="Input">The input that it did it with.</param>
internal sealed record FuzzFinding(string Target, string Problem, byte[] Input)
{
    /// <inheritdoc />
    public override string ToString() => $"{Target}: {Problem}\ninput ({Input.Length} bytes, base64): {Convert.ToBase64String(Input)}";
}
