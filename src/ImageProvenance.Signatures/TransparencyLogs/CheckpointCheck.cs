namespace ImageProvenance.Signatures;

/// <summary>A log signed a checkpoint, by the name and for the origin that are the log's own.</summary>
/// <remarks>
/// C2SP signed-note, "Verification": signatures of unknown keys, witnesses' among them, are ignored, and one that a known key
/// did not make spoils the note. rekor-tiles: the origin is the name; Rekor v1: name, <c> - </c>, id of the tree.
/// </remarks>
internal static class CheckpointCheck
{
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="log">The log that has to have signed it.</param>
    /// <param name="isRekorV2">Whether the log is to be of the second version.</param>
    /// <param name="otherSignatures">How many signatures are of keys that nothing here knows.</param>
    public static Failure? Check(Checkpoint checkpoint, TransparencyLog log, bool isRekorV2, out int otherSignatures)
    {
        otherSignatures = 0;
        bool isSigned = false;
        foreach (var signature in checkpoint.Signatures)
        {
            if (!CheckpointName.IsOf(log, signature.Name) || signature.KeyId != CheckpointKeyId.Of(log, signature.Name))
                otherSignatures++;
            else if (isSigned)
                return new("checkpoint-invalid", "A checkpoint has two signatures of its log: one is enough, and many would cost whoever verifies them.", "1", "more");
            else if (!IsOriginOf(signature.Name, checkpoint.Origin, isRekorV2))
                return new("checkpoint-invalid", "A checkpoint has another origin than its signer's name.", isRekorV2 ? signature.Name : $"{signature.Name} - <tree id>", checkpoint.Origin);
            else if (!log.Key.Verify(checkpoint.Text, signature.Signature.Span))
                return new("checkpoint-invalid", $"A checkpoint has a signature in the name of the log {log.BaseUrl} that the log's key did not make.");
            else
                isSigned = true;
        }

        return isSigned
            ? null
            : new("checkpoint-not-signed-by-log", $"A checkpoint is not signed by the log {log.BaseUrl}.",
                NoteSignature.Describe(log.Name, CheckpointKeyId.Of(log, log.Name)),
                string.Join(", ", checkpoint.Signatures.Take(4).Select(signature => NoteSignature.Describe(signature.Name, signature.KeyId))));
    }

    private static bool IsOriginOf(string name, string origin, bool isRekorV2) => isRekorV2
        ? origin == name
        : origin.StartsWith(name, StringComparison.Ordinal) && origin.AsSpan(name.Length) is [' ', '-', ' ', .. { Length: > 0 } tree]
            && !tree.ContainsAnyExceptInRange('0', '9');
}
