namespace ImageProvenance;

/// <summary>
/// Which piece of evidence: one signature, by the manifest that carries it, the layer within, and the signature within.
/// The layer's digest would not do: two cosign signatures share their payload and differ in annotations only.
/// </summary>
/// <param name="Carrier">The digest of the carrying manifest.</param>
/// <param name="Layer">The index of the layer within the manifest, from 0.</param>
/// <param name="Signature">The index of the signature within the layer, from 0.</param>
public readonly record struct EvidenceId(Digest Carrier, int Layer, int Signature = 0)
{
    /// <summary>The id as the report writes it: <c>sha256:…/layer/signature</c>.</summary>
    public override string ToString() => $"{Carrier}/{Layer}/{Signature}";
}
