namespace ImageProvenance.Oci;

/// <summary>Opens the manifests that carry evidence: each fails alone, and each layer of each.</summary>
/// <param name="place">The place that they were found in.</param>
/// <param name="opens">Which layers are opened.</param>
internal sealed class CarrierReader(EvidencePlace place, Func<Descriptor, bool> opens)
{
    private readonly ImageContentReader _content = place.Query.Content;

    /// <summary>Opens manifests that a place lists as referring to the subject; what the list says of them is a hint.</summary>
    /// <param name="listed">The descriptors.</param>
    /// <param name="mustRefer">Whether a manifest without a subject is refused; one with another subject always is.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<LocatedEvidence> ReadAsync(IReadOnlyList<Descriptor> listed, bool mustRefer, CancellationToken cancellationToken)
    {
        // An index has no layers: it carries nothing, whatever it refers to.
        var carriers = listed.Where(descriptor => !MediaTypes.IsIndex(descriptor.MediaType)).Take(_content.Limits.Referrers).ToList();
        var read = await Task.WhenAll(carriers.Select(descriptor => ReadAsync(descriptor, mustRefer, cancellationToken))).ConfigureAwait(false);
        var all = LocatedEvidenceList.Join(read);
        return listed.Count <= _content.Limits.Referrers ? all : all with { Unread = [.. all.Unread, place.Unread(ReferrersPages.TooMany(_content.Limits))] };
    }

    /// <summary>Opens the layers of a manifest.</summary>
    public async Task<LocatedEvidence> ReadLayersAsync(ImageManifest carrier, CancellationToken cancellationToken)
    {
        if (carrier.Layers.Count > _content.Limits.EvidenceLayers)
            return new([place.Broken(carrier.Digest, new("too-many-layers", "A manifest of evidence has more layers than are read.", $"at most {_content.Limits.EvidenceLayers}", $"{carrier.Layers.Count}"))], []);
        try
        {
            _content.Budget.ChargePieces(carrier.Layers.Count);
        }
        catch (SourceException e)
        {
            return new([], [place.Unread(e.Failure, $"layers of {carrier.Digest}")]);
        }

        return LocatedEvidenceList.Join(await Task.WhenAll(
            carrier.Layers.Select((_, layer) => ReadLayerAsync(carrier, layer, cancellationToken))).ConfigureAwait(false));
    }

    private async Task<LocatedEvidence> ReadAsync(Descriptor listed, bool mustRefer, CancellationToken cancellationToken)
    {
        try
        {
            var document = await _content.GetManifestAsync(listed, cancellationToken).ConfigureAwait(false);
            return document is not ImageManifest carrier ? LocatedEvidence.None
                : SubjectRule.Check(document, place.Query.Subject, mustRefer) is { } mismatch ? new([place.Broken(listed.Digest, mismatch)], [])
                : await ReadLayersAsync(carrier, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (PieceFailure.Of(e) is { } failure)
        {
            return new([place.Broken(listed.Digest, failure)], []);
        }
        catch (SourceException e)
        {
            return new([], [place.Unread(e.Failure, $"manifest {listed.Digest}")]);
        }
    }

    private async Task<LocatedEvidence> ReadLayerAsync(ImageManifest carrier, int layer, CancellationToken cancellationToken)
    {
        var descriptor = carrier.Layers[layer];
        if (!opens(descriptor))
            return new([place.Piece(carrier, layer, null)], []);
        try
        {
            var content = await _content.GetBlobAsync(descriptor, CapOf(descriptor), cancellationToken).ConfigureAwait(false);
            _content.Budget.ChargeOpened(content.Memory.Length);
            return new([place.Piece(carrier, layer, content)], []);
        }
        catch (Exception e) when (PieceFailure.Of(e) is { } failure)
        {
            return new([place.Piece(carrier, layer, null, failure)], []);
        }
        catch (SourceException e)
        {
            return new([], [place.Unread(e.Failure, $"layers of {carrier.Digest}")]);
        }
    }

    private int CapOf(Descriptor layer) => layer.MediaType == MediaTypes.InToto ? _content.Limits.StatementBytes : _content.Limits.SignatureBytes;
}
