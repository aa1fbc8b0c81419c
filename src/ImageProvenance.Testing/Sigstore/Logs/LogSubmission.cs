using ImageProvenance.Attestations;

namespace ImageProvenance.Testing;

/// <summary>Gets a signature into every log of an instance.</summary>
internal sealed class LogSubmission(VirtualSigstore sigstore, SigningKey key, DateTimeOffset now, LogEntryKind? askedKind)
{
    public IReadOnlyList<WrittenLogEntry> Submit(LogEntryContent content)
    {
        var first = sigstore.NextLogEntry.Take();
        var plans = new LogPlans(sigstore.NextPromise.Take(), sigstore.NextProof.Take(), sigstore.NextCheckpoint.Take());
        List<WrittenLogEntry> entries = [];
        foreach (var (i, log) in sigstore.Parts.Logs.Index())
        {
            if (i > 0)
                entries.Add(Append(log, content, LogEntryPlan.Honest, LogPlans.Honest));
            else if (!first.IsMissing)
                entries.AddRange(AppendFirst(log, content, first, plans));
        }

        return entries;
    }

    private IEnumerable<WrittenLogEntry> AppendFirst(VirtualRekor log, LogEntryContent content, LogEntryPlan plan, LogPlans plans)
    {
        var entry = Append(log, content, plan, plans);
        yield return entry;
        if (plan.IsRepeated)
            yield return entry;
        if (plan.IsLoggedTwice)
            yield return Append(log, content, LogEntryPlan.Honest, LogPlans.Honest);
    }

    private WrittenLogEntry Append(VirtualRekor own, LogEntryContent content, LogEntryPlan plan, LogPlans plans)
    {
        var kind = LogEntryKinds.For(own.Version, content.Envelope is not null, askedKind);
        byte[] body = LogEntryBody.Write(kind, plan.Content(Replace(content, plan)), plan.StatedKind);
        if (plan.IsNotCanonical)
            body = [.. body[..^1], (byte)' ', body[^1]];
        var log = plan.Log?.Parts.Log(own.Version) ?? own;
        var entry = log.Append(body, now, plans, () => sigstore.Stranger.Parts.Log(own.Version));
        var (name, version) = plan.ClaimedKind ?? LogEntryKinds.NameOf(kind);
        return entry with { Kind = name, KindVersion = version, LogIndex = plan.ClaimsAnotherIndex ? entry.LogIndex + 1 : entry.LogIndex };
    }

    private LogEntryContent Replace(LogEntryContent content, LogEntryPlan plan)
    {
        if (plan.IsOfAnotherSigning)
            content = AnotherSigning(content);
        if (plan.IsOfAnotherSignature)
            content = content with { Signature = key.Key.Sign(content.Message.Span) };
        if (plan.IsOfAnotherSigner)
            content = content with { Verifier = AnotherSigner().Verifier };
        return content;
    }

    private LogEntryContent AnotherSigning(LogEntryContent content)
    {
        byte[] another = [.. content.Message.Span, (byte)' '];
        if (content.Envelope is not { } logged)
            return content with { Message = another, Signature = key.Key.Sign(another) };

        byte[] payload = [.. logged.Payload.Span, (byte)' '];
        var envelope = DsseEnvelope.Create(logged.PayloadType, payload, message => key.Key.Sign(message.Span));
        return content with
        {
            Message = envelope.SignedBytes,
            Signature = envelope.Signatures[0].Signature.ToArray(),
            Envelope = new(payload, logged.PayloadType, envelope.ToJson()) { IsLayer = logged.IsLayer },
        };
    }

    private SigningKey AnotherSigner()
    {
        using var another = key.Key.Another();
        return new(another, key.Certificate is null ? null
            : Enrollment.Issue(sigstore, another, TestIdentity.Email("somebody.else@example.com"), now, CertificatePlan.Honest, SctPlan.Honest));
    }
}
