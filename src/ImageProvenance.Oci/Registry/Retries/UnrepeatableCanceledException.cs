namespace ImageProvenance.Oci;

/// <summary>The time was up while something was under way that must not be done twice.</summary>
internal sealed class UnrepeatableCanceledException(OperationCanceledException canceled)
    : OperationCanceledException(canceled.Message, canceled, canceled.CancellationToken);
