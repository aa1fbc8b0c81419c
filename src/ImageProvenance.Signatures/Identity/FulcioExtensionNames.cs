using System.Collections.Frozen;
using System.Text.Json;

namespace ImageProvenance.Signatures;

/// <summary>The names of <see cref="FulcioExtension"/>s in documents and reports: <c>sourceRepositoryUri</c>.</summary>
public static class FulcioExtensionNames
{
    private static readonly FrozenDictionary<FulcioExtension, string> Names = Enum.GetValues<FulcioExtension>()
        .Where(extension => extension != FulcioExtension.Unknown)
        .ToFrozenDictionary(extension => extension, extension => JsonNamingPolicy.CamelCase.ConvertName(extension.ToString()));

    /// <summary>The extensions that have a name: all but <see cref="FulcioExtension.Unknown"/>, by their numbers.</summary>
    public static IReadOnlyList<FulcioExtension> All { get; } = [.. Names.Keys.Order()];

    /// <summary>The name of an extension; null where there is no such extension.</summary>
    public static string? NameOf(FulcioExtension extension) => Names.GetValueOrDefault(extension);
}
