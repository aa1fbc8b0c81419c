using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance.Signatures;

/// <summary>What a provider makes of a piece of evidence.</summary>
public enum SignatureStatus
{
    /// <summary>Nothing was judged; the value of <c>default</c>. Never trust.</summary>
    Unknown = 0,

    /// <summary>The provider has no say about this kind of evidence.</summary>
    NotApplicable,

    /// <summary>The evidence proves nothing under this trust; <see cref="SignatureVerdict.Failure"/> says why.</summary>
    Failed,

    /// <summary>The evidence proves <see cref="SignatureVerdict.Fact"/>.</summary>
    Proven,
}

/// <summary>The verdict on one piece of evidence: a fact, a failure, or no say. Immutable and thread-safe.</summary>
public sealed class SignatureVerdict
{
    private SignatureVerdict(SignatureStatus status, SignatureFact? fact, Failure? failure) =>
        (Status, Fact, Failure) = (status, fact, failure);

    /// <summary>The verdict of a provider that has no say about a kind of evidence.</summary>
    public static SignatureVerdict NotApplicable { get; } = new(SignatureStatus.NotApplicable, null, null);

    /// <summary>The kind of verdict.</summary>
    public SignatureStatus Status { get; }

    /// <summary>Whether the evidence proves something.</summary>
    [MemberNotNullWhen(true, nameof(Fact))]
    public bool IsProven => Status == SignatureStatus.Proven;

    /// <summary>What is proven; null unless <see cref="IsProven"/>.</summary>
    public SignatureFact? Fact { get; }

    /// <summary>Why nothing is proven; null unless <see cref="SignatureStatus.Failed"/>.</summary>
    public Failure? Failure { get; }

    /// <summary>The evidence proves a fact.</summary>
    public static SignatureVerdict Proven(SignatureFact fact) => new(SignatureStatus.Proven, fact ?? throw new ArgumentNullException(nameof(fact)), null);

    /// <summary>The evidence proves nothing.</summary>
    public static SignatureVerdict Failed(Failure failure) => new(SignatureStatus.Failed, null, failure ?? throw new ArgumentNullException(nameof(failure)));

    /// <summary>The evidence proves nothing, given by the failure's parts; see <see cref="ImageProvenance.Failure"/>.</summary>
    public static SignatureVerdict Failed(string code, string message, string? expected = null, string? actual = null) =>
        Failed(new Failure(code, message, expected, actual));
}
