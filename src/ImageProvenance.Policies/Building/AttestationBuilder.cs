namespace ImageProvenance.Policies;

/// <summary>States by whom an attestation has to be. Not thread-safe.</summary>
public sealed class AttestationBuilder
{
    internal AttestationBuilder()
    {
    }

    internal SignerBuilder? Signer { get; private set; }

    /// <summary>Attested by this signer.</summary>
    public AttestationBuilder By(Action<SignerBuilder> signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        Signer = new();
        signer(Signer);
        return this;
    }

    /// <summary>Attested by the signer of the only signature requirement beside; the default.</summary>
    public AttestationBuilder BySameSigner()
    {
        Signer = null;
        return this;
    }
}
