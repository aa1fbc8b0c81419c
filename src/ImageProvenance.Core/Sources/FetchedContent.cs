namespace ImageProvenance;

/// <summary>
/// What an image source hands over: bounded raw bytes and what the place says of them. Nothing of it is proven; the
/// library hashes. The array behind the bytes belongs to the library from then on. Immutable.
/// </summary>
/// <param name="Bytes">The bytes, as received, within the cap that was given.</param>
/// <param name="MediaType">The media type that the place gives, without parameters, or null.</param>
/// <param name="ClaimedDigest">The digest that the place claims, or null.</param>
public sealed record FetchedContent(ReadOnlyMemory<byte> Bytes, string? MediaType = null, Digest? ClaimedDigest = null);
