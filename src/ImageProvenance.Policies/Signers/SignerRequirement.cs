using ImageProvenance.Signatures;

namespace ImageProvenance.Policies;

/// <summary>Who has to have signed, and how much has to vouch for it. Immutable and thread-safe.</summary>
public abstract class SignerRequirement
{
    private protected SignerRequirement(SignerThresholds thresholds) => Thresholds = thresholds;

    /// <summary>The kind of signer, as <see cref="Signer.Kind"/> has it: some provider must be able to prove it.</summary>
    public abstract string Kind { get; }

    /// <summary>How much has to vouch, where the policy says so.</summary>
    public SignerThresholds Thresholds { get; }

    /// <summary>Who is asked for, for a person.</summary>
    public string Describe() => DescribeSigner() + Thresholds.Describe();

    /// <summary>
    /// Why a proven fact is not by whom is asked for, or not vouched for by enough; null if it is. What the signer said is
    /// not looked at.
    /// </summary>
    public Failure? Refuse(SignatureFact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return RefuseSigner(fact.Signer) ?? ThresholdCheck.Refuse(fact, Thresholds.Over(AskedOf(fact)));
    }

    /// <summary>The member of a policy document that states such a signer.</summary>
    internal abstract string Member { get; }

    /// <summary>Lists what cannot be meant.</summary>
    /// <param name="path">The path of the object that states the signer.</param>
    /// <param name="mistakes">Takes the mistakes.</param>
    internal abstract void Check(string path, List<PolicyMistake> mistakes);

    internal virtual void Contribute(PlanBuilder plan)
    {
        if (Thresholds.AllowRekorDsse002)
            plan.AllowRekorDsse002();
    }

    private protected abstract string DescribeSigner();

    private protected abstract Failure? RefuseSigner(Signer signer);

    /// <summary>What has to vouch where the policy says nothing: nothing for those who are no certificates.</summary>
    private protected virtual TrustProfile AskedOf(SignatureFact fact) => new() { VerifiedTimes = 0 };

    private protected Failure Mismatch(Signer signer) =>
        new("signer-mismatch", "It is signed by somebody else than is asked for.", DescribeSigner(), signer.ToString());
}
