namespace ImageProvenance.Testing;

/// <summary>
/// What will be wrong with the log entry of the next signature, the first one if there are several logs; everything else
/// about it stays right: it is really in the log, and the log vouches for it. The one after that is right again. Thread-safe.
/// </summary>
public sealed class NextLogEntry
{
    private readonly Plan<LogEntryPlan> _plan = new(LogEntryPlan.Honest);
    private readonly VirtualSigstore _sigstore;

    internal NextLogEntry(VirtualSigstore sigstore) => _sigstore = sigstore;

    /// <summary>There is none.</summary>
    public NextLogEntry IsMissing() => With(plan => plan with { IsMissing = true });

    /// <summary>The same log takes it in twice. This is nothing wrong, but it is one log still.</summary>
    public NextLogEntry IsLoggedTwice() => With(plan => plan with { IsLoggedTwice = true });

    /// <summary>The bundle has it twice.</summary>
    public NextLogEntry IsRepeated() => With(plan => plan with { IsRepeated = true });

    /// <summary>A log has it that is in no trusted root.</summary>
    public NextLogEntry ComesFromUnknownLog() => ComesFromLogOf(_sigstore.Stranger);

    /// <summary>The log of another instance has it.</summary>
    public NextLogEntry ComesFromLogOf(VirtualSigstore other) => With(plan => plan with { Log = other });

    /// <summary>The bundle calls it an entry of another kind than it is.</summary>
    public NextLogEntry ClaimsKind(string kind, string version) => With(plan => plan with { ClaimedKind = (kind, version) });

    /// <summary>The entry calls itself another kind than it is and than the bundle calls it.</summary>
    public NextLogEntry StatesKind(string kind, string version) => With(plan => plan with { StatedKind = (kind, version) });

    /// <summary>The bundle gives it another index in the log.</summary>
    public NextLogEntry ClaimsAnotherIndex() => With(plan => plan with { ClaimsAnotherIndex = true });

    /// <summary>Its text is not canonical: there is a space in it. This is nothing wrong in Rekor v1.</summary>
    public NextLogEntry IsNotCanonical() => With(plan => plan with { IsNotCanonical = true });

    /// <summary>It has the digest of another artifact or payload, and the right signature and signer.</summary>
    public NextLogEntry IsOfAnotherArtifact() => WithContent(content => content with
    {
        Message = Another(content.Message),
        Envelope = content.Envelope is { } envelope ? envelope with { Payload = Another(envelope.Payload) } : null,
    });

    /// <summary>It has the digest of another envelope around the same payload; only entries of Rekor v1 about envelopes have one.</summary>
    public NextLogEntry IsOfAnotherEnvelope() => WithContent(content => content with
    {
        Envelope = content.Envelope is { } envelope ? envelope with { IsAnother = true } : throw new InvalidOperationException("No envelope was signed."),
    });

    /// <summary>It has a key id that the envelope does not have; only <see cref="LogEntryKind.InToto002"/> has one.</summary>
    public NextLogEntry HasKeyId(string keyId) => WithContent(content => content with { Envelope = content.Envelope is { } envelope ? envelope with { KeyId = keyId } : null });

    /// <summary>It has another signature over the same by the same key.</summary>
    public NextLogEntry IsOfAnotherSignature() => With(plan => plan with { IsOfAnotherSignature = true });

    /// <summary>It has another signer's certificate or key, and the right signature.</summary>
    public NextLogEntry IsOfAnotherSigner() => With(plan => plan with { IsOfAnotherSigner = true });

    /// <summary>It is a true entry of the same signer, about something else.</summary>
    public NextLogEntry IsOfAnotherSigning() => With(plan => plan with { IsOfAnotherSigning = true });

    internal LogEntryPlan Take() => _plan.Take();

    private static byte[] Another(ReadOnlyMemory<byte> bytes) => [.. bytes.Span, (byte)' '];

    private NextLogEntry WithContent(Func<LogEntryContent, LogEntryContent> change) =>
        With(plan => plan with { Content = content => change(plan.Content(content)) });

    private NextLogEntry With(Func<LogEntryPlan, LogEntryPlan> change)
    {
        _plan.Change(change);
        return this;
    }
}
