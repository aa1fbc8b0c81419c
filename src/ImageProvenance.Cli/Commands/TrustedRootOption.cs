using System.CommandLine;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Cli.Commands;

/// <summary>The option <c>--trusted-root FILE</c>: the Sigstore instances that are trusted, in place of the public one.</summary>
internal static class TrustedRootOption
{
    public static Option<string[]> Create() =>
        new("--trusted-root") { Description = "A trusted_root.json, or JSON lines of them, in place of Sigstore's public one; several instances at once if repeated" };

    /// <summary>Loads the roots; without any the default is trusted.</summary>
    /// <exception cref="UsageException">A file cannot be read, or is no trusted root.</exception>
    public static IReadOnlyList<TrustedInstance> Load(string[]? files) =>
        files is { Length: > 0 } ? [.. files.SelectMany(Load)] : PolicyRule.DefaultInstances;

    private static IReadOnlyList<TrustedInstance> Load(string file)
    {
        try
        {
            return TrustedRootFile.LoadAll(file);
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            throw new UsageException($"--trusted-root {file} cannot be read: {e.Message}", e);
        }
        catch (MalformedContentException e)
        {
            throw new UsageException($"--trusted-root {e.Failure}", e);
        }
    }
}
