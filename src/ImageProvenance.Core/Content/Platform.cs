using System.Diagnostics.CodeAnalysis;

namespace ImageProvenance;

/// <summary>
/// The platform of an image, normalised as containerd and <c>docker buildx imagetools</c> do: <c>linux/amd64</c>,
/// <c>linux/arm64</c>, <c>linux/arm/v7</c>. Immutable and thread-safe.
/// </summary>
/// <remarks>OCI image-spec, image-index.md, "platform"; the aliases are those of containerd's platforms package.</remarks>
public sealed record Platform
{
    /// <summary>Creates a platform and normalises its spelling.</summary>
    /// <exception cref="ArgumentException">The operating system or the architecture is empty.</exception>
    public Platform(string os, string architecture, string? variant = null, string? osVersion = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(os);
        ArgumentException.ThrowIfNullOrEmpty(architecture);
        Os = os.ToLowerInvariant() is "macos" ? "darwin" : os.ToLowerInvariant();
        (Architecture, Variant) = Normalise(architecture.ToLowerInvariant(), variant?.ToLowerInvariant() ?? "");
        OsVersion = string.IsNullOrEmpty(osVersion) ? null : osVersion;
    }

    /// <summary>The operating system, such as <c>linux</c>.</summary>
    public string Os { get; }

    /// <summary>The architecture, such as <c>amd64</c>.</summary>
    public string Architecture { get; }

    /// <summary>The variant, such as <c>v7</c>, or null where the architecture's usual one is meant.</summary>
    public string? Variant { get; }

    /// <summary>The version of the operating system (Windows images), or null.</summary>
    public string? OsVersion { get; }

    /// <summary>Whether this is BuildKit's <c>unknown/unknown</c>, which marks what does not run.</summary>
    public bool IsUnknown => Os == "unknown" && Architecture == "unknown";

    /// <summary>Reads <c>OS/ARCH[/VARIANT]</c>.</summary>
    /// <exception cref="FormatException">The text has another shape.</exception>
    public static Platform Parse(string text) => TryParse(text, out var platform)
        ? platform
        : throw new FormatException($"'{text}' is not a platform; write OS/ARCH or OS/ARCH/VARIANT, such as linux/amd64.");

    /// <summary>Reads a platform as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out Platform? platform)
    {
        platform = text?.Split('/') switch
        {
            [{ Length: > 0 } os, { Length: > 0 } architecture] => new(os, architecture),
            [{ Length: > 0 } os, { Length: > 0 } architecture, { Length: > 0 } variant] => new(os, architecture, variant),
            _ => null,
        };
        return platform is not null;
    }

    /// <summary>Whether this platform is the one asked for; a version of the operating system matters only where it is asked for.</summary>
    public bool Satisfies(Platform asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return (Os, Architecture, Variant) == (asked.Os, asked.Architecture, asked.Variant)
            && (asked.OsVersion is null || asked.OsVersion == OsVersion);
    }

    /// <summary>The platform as <c>os/arch[/variant]</c>.</summary>
    public override string ToString() => Variant is null ? $"{Os}/{Architecture}" : $"{Os}/{Architecture}/{Variant}";

    private static (string Architecture, string? Variant) Normalise(string architecture, string variant) => (architecture, variant) switch
    {
        ("x86_64" or "x86-64" or "amd64", "" or "v1") => ("amd64", null),
        ("x86_64" or "x86-64" or "amd64", _) => ("amd64", variant),
        ("i386", _) => ("386", null),
        ("aarch64" or "arm64", "" or "8" or "v8") => ("arm64", null),
        ("aarch64" or "arm64", _) => ("arm64", variant),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "" or "7" or "v7") => ("arm", "v7"),
        ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
        _ => (architecture, variant.Length == 0 ? null : variant),
    };
}
