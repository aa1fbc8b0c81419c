using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance;

/// <summary>Where an image is: in a registry, in an OCI layout folder, in an archive, or in a place of a host's own. Immutable and thread-safe.</summary>
public abstract record ImageLocation
{
    private protected ImageLocation(string scheme) => Scheme = scheme;

    /// <summary>The scheme that chooses the source: <c>registry</c>, <c>oci</c>, <c>oci-archive</c>, or a host's own.</summary>
    public string Scheme { get; }

    /// <summary>The digest that the location names, or null.</summary>
    public abstract Digest? Digest { get; }

    /// <summary>The location of the image with this digest, in the same place.</summary>
    public abstract ImageLocation Pin(Digest digest);

    /// <summary>
    /// Reads <c>oci:DIR[:REF][@digest]</c>, <c>oci-archive:FILE[:REF][@digest]</c>, a registry reference, or
    /// <c>scheme:REST</c> for one of the schemes given. A known scheme wins over a repository of that name.
    /// </summary>
    /// <param name="text">The location, as a person writes it.</param>
    /// <param name="otherSchemes">Schemes of other image sources, such as <c>containerd</c>.</param>
    /// <exception cref="FormatException">The text is none of these; the message says why.</exception>
    public static ImageLocation Parse(string text, params IEnumerable<string> otherSchemes)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(otherSchemes);
        if (After(text, LayoutLocation.SchemeName) is { } folder)
        {
            var (path, name, digest) = SplitPath(folder, text);
            return new LayoutLocation(path, name, digest);
        }

        if (After(text, ArchiveLocation.SchemeName) is { } file)
        {
            var (path, name, digest) = SplitPath(file, text);
            return new ArchiveLocation(path, name, digest);
        }

        foreach (string scheme in otherSchemes)
            if (After(text, scheme) is { Length: > 0 } rest)
                return new CustomLocation(scheme, rest, DigestAtEnd(rest).Digest);
        return new RegistryLocation(ImageReference.Parse(text));
    }

    /// <summary>Reads a location as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ImageLocation? location, params IEnumerable<string> otherSchemes)
    {
        location = null;
        try
        {
            location = text is null ? null : Parse(text, otherSchemes);
        }
        catch (FormatException)
        {
            // Each part of the grammar says what is wrong by throwing; whoever asks like this does not want to know.
        }

        return location is not null;
    }

    private static string? After(string text, string scheme) =>
        text.StartsWith(scheme + ":", StringComparison.Ordinal) ? text[(scheme.Length + 1)..] : null;

    // As skopeo has it: the first colon ends the path, but for the one after a Windows drive letter.
    private static (string Path, string? Name, Digest? Digest) SplitPath(string rest, string text)
    {
        (string location, var digest) = DigestAtEnd(rest);
        bool hasDrive = location.Length > 2 && char.IsAsciiLetter(location[0]) && location[1] == ':' && location[2] is '\\' or '/';
        int colon = location.IndexOf(':', hasDrive ? 2 : 0);
        string path = colon < 0 ? location : location[..colon];
        string? name = colon < 0 ? null : location[(colon + 1)..];
        return path.Length > 0 && name != ""
            ? (path, name, digest)
            : throw new FormatException($"'{text}' is no image location; write {LayoutLocation.SchemeName}:DIR, {LayoutLocation.SchemeName}:DIR:REF or {LayoutLocation.SchemeName}:DIR@sha256:… (the same with {ArchiveLocation.SchemeName}:FILE).");
    }

    private static (string Location, Digest? Digest) DigestAtEnd(string rest)
    {
        int at = rest.LastIndexOf('@');
        return at >= 0 && ImageProvenance.Digest.TryParse(rest[(at + 1)..], out var digest) ? (rest[..at], digest)
            : at >= 0 && rest[(at + 1)..].StartsWith("sha", StringComparison.Ordinal) && rest[(at + 1)..].Contains(':')
                ? throw new FormatException($"'{rest[(at + 1)..]}' is no digest that can be checked (sha256: and 64, or sha512: and 128 lower-case hexadecimal characters).")
                : (rest, null);
    }
}

/// <summary>An image in a registry.</summary>
/// <param name="Reference">The reference, normalised.</param>
public sealed record RegistryLocation(ImageReference Reference) : ImageLocation(SchemeName)
{
    /// <summary>The scheme of registry references; never written.</summary>
    public const string SchemeName = "registry";

    /// <inheritdoc />
    public override Digest? Digest => Reference.Digest;

    /// <inheritdoc />
    public override ImageLocation Pin(Digest digest) => new RegistryLocation(Reference.Pin(digest));

    /// <inheritdoc />
    public override string ToString() => Reference.ToString();
}

/// <summary>An image in an OCI image layout folder.</summary>
/// <param name="Path">The folder.</param>
/// <param name="Name">The reference name within the layout, or null.</param>
/// <param name="Digest">The digest within the layout, or null; it wins over the name.</param>
public sealed record LayoutLocation(string Path, string? Name = null, Digest? Digest = null) : ImageLocation(SchemeName)
{
    /// <summary>The scheme of layout folders.</summary>
    public const string SchemeName = "oci";

    /// <inheritdoc />
    public override Digest? Digest { get; } = Digest;

    /// <inheritdoc />
    public override ImageLocation Pin(Digest digest) => new LayoutLocation(Path, null, digest);

    /// <inheritdoc />
    public override string ToString() => LocationText.Of(Scheme, Path, Name, Digest);
}

/// <summary>An image in a tar archive of an OCI image layout.</summary>
/// <param name="Path">The file.</param>
/// <param name="Name">The reference name within the layout, or null.</param>
/// <param name="Digest">The digest within the layout, or null; it wins over the name.</param>
public sealed record ArchiveLocation(string Path, string? Name = null, Digest? Digest = null) : ImageLocation(SchemeName)
{
    /// <summary>The scheme of archives.</summary>
    public const string SchemeName = "oci-archive";

    /// <inheritdoc />
    public override Digest? Digest { get; } = Digest;

    /// <inheritdoc />
    public override ImageLocation Pin(Digest digest) => new ArchiveLocation(Path, null, digest);

    /// <inheritdoc />
    public override string ToString() => LocationText.Of(Scheme, Path, Name, Digest);
}

/// <summary>An image in a place that an image source of the host's own understands.</summary>
public sealed record CustomLocation : ImageLocation
{
    /// <summary>Creates a location for the source of a scheme.</summary>
    /// <param name="scheme">The scheme.</param>
    /// <param name="rest">What follows the scheme's colon, as the source understands it.</param>
    /// <param name="digest">The digest that the rest ends with, after an <c>@</c>, or null.</param>
    /// <exception cref="ArgumentException">The rest does not end with the digest.</exception>
    public CustomLocation(string scheme, string rest, Digest? digest = null)
        : base(scheme)
    {
        ArgumentNullException.ThrowIfNull(rest);
        if (digest is not null && !rest.EndsWith($"@{digest}", StringComparison.Ordinal))
            throw new ArgumentException($"'{rest}' does not end with @{digest}.", nameof(rest));
        (Rest, Digest) = (rest, digest);
    }

    /// <summary>What follows the scheme's colon.</summary>
    public string Rest { get; }

    /// <inheritdoc />
    public override Digest? Digest { get; }

    /// <inheritdoc />
    public override ImageLocation Pin(Digest digest) =>
        new CustomLocation(Scheme, $"{(Digest is null ? Rest : Rest[..Rest.LastIndexOf('@')])}@{digest}", digest);

    /// <inheritdoc />
    public override string ToString() => $"{Scheme}:{Rest}";
}
