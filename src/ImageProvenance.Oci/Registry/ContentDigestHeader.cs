namespace ImageProvenance.Oci;

/// <summary>The digest that a registry claims for a manifest: <c>Docker-Content-Digest</c>.</summary>
/// <remarks>OCI distribution-spec, "Pulling manifests": the header may be absent, and may use another algorithm.</remarks>
internal static class ContentDigestHeader
{
    private const string Name = "Docker-Content-Digest";

    /// <summary>The claimed digest; null if there is none, or none that could be computed here.</summary>
    /// <exception cref="MalformedContentException">The algorithm is known and the digest is not one (<c>invalid-digest</c>).</exception>
    public static Digest? Read(HttpResponseMessage response)
    {
        if (!response.Headers.NonValidated.TryGetValues(Name, out var values))
            return null;
        string text = values.ToString().Trim();
        bool isKnown = text.StartsWith("sha256", StringComparison.OrdinalIgnoreCase) || text.StartsWith("sha512", StringComparison.OrdinalIgnoreCase);
        return Digest.TryParse(text, out var digest) ? digest
            : isKnown ? throw new MalformedContentException("invalid-digest", $"The registry's {Name} is malformed.", "sha256: or sha512: and lower-case hexadecimal characters", RemoteText.Clean(text))
            : null;
    }
}
