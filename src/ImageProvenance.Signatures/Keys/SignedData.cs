namespace ImageProvenance.Signatures;

/// <summary>The two arguments of a verification, to hand through a <see cref="KeyPool{T}"/>.</summary>
internal readonly ref struct SignedData(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
{
    public readonly ReadOnlySpan<byte> Data = data;
    public readonly ReadOnlySpan<byte> Signature = signature;
}
