using System.Diagnostics.CodeAnalysis;
using ImageProvenance.Policies;

namespace ImageProvenance;

/// <summary>Answers where an image comes from, who built it and whether it was tampered with. Thread-safe and long-lived.</summary>
public interface IImageVerifier
{
    /// <summary>Judges an image by a policy.</summary>
    /// <param name="image">A registry reference, <c>oci:DIR</c>, <c>oci-archive:FILE</c>, or <c>scheme:…</c> of an image source of your own.</param>
    /// <param name="policy">The policy.</param>
    /// <remarks>
    /// The text may name a folder or a file of this machine. Where callers of your own send it, read it as an
    /// <see cref="ImageReference"/> first, and pass a request for its <see cref="RegistryLocation"/>.
    /// </remarks>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FormatException">The text names no image.</exception>
    /// <exception cref="ImageLocationException">The layout or archive is none, or does not hold what is named.</exception>
    /// <exception cref="Oci.CredentialException">The credentials for the registry cannot be read.</exception>
    Task<ProvenanceReport> VerifyAsync(string image, VerificationPolicy policy, CancellationToken cancellationToken = default);

    /// <summary>Judges an image by a policy that was added under a name.</summary>
    /// <inheritdoc cref="VerifyAsync(string, VerificationPolicy, CancellationToken)"/>
    /// <exception cref="ArgumentException">There is no policy of that name.</exception>
    Task<ProvenanceReport> VerifyAsync(string image, string policyName, CancellationToken cancellationToken = default);

    /// <summary>Judges an image by a policy; the request may choose a platform or give a layout a name.</summary>
    /// <exception cref="ImageLocationException">The layout or archive is none, or does not hold what is named.</exception>
    Task<ProvenanceReport> VerifyAsync(ImageRequest request, VerificationPolicy policy, CancellationToken cancellationToken = default);

    /// <summary>Judges an image by a policy that was added under a name; the request may choose a platform or give a layout a name.</summary>
    /// <exception cref="ImageLocationException">The layout or archive is none, or does not hold what is named.</exception>
    /// <exception cref="ArgumentException">There is no policy of that name.</exception>
    Task<ProvenanceReport> VerifyAsync(ImageRequest request, string policyName, CancellationToken cancellationToken = default);

    /// <summary>Shows what is attached to an image and what it says, judging nothing.</summary>
    /// <param name="image">As for <see cref="VerifyAsync(string, VerificationPolicy, CancellationToken)"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FormatException">The text names no image.</exception>
    /// <exception cref="ImageLocationException">The layout or archive is none, or does not hold what is named.</exception>
    Task<ImageEvidence> InspectAsync(string image, CancellationToken cancellationToken = default);

    /// <summary>Shows what is attached to an image and what it says, judging nothing.</summary>
    /// <exception cref="ImageLocationException">The layout or archive is none, or does not hold what is named.</exception>
    Task<ImageEvidence> InspectAsync(ImageRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads an image's location as this verifier understands it: with the schemes of its image sources.</summary>
    /// <exception cref="FormatException">The text names no image; the message says why.</exception>
    ImageRequest Parse(string image);

    /// <summary>Reads an image's location as <see cref="Parse"/> does, without throwing.</summary>
    bool TryParse(string? image, [NotNullWhen(true)] out ImageRequest? request);
}
