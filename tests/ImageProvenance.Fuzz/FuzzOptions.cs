using System.Globalization;

namespace ImageProvenance.Fuzz;

/// <summary>What a run is asked to do.</summary>
internal sealed record FuzzOptions
{
    public const string Usage = """
        Changes valid input of every parser and asserts that it is refused as it should be, or proves what was valid.

          dotnet run --project tests/ImageProvenance.Fuzz -c Release -- [--iterations N] [--seed N] [--target NAME]

        Keys are new with each run, so that the bytes differ; the same seed makes the same changes to them.
        The exit code is 0 if nothing was found, 1 with the input in base64 if something was.
        """;

    public long Iterations { get; private init; } = 100_000;

    public int Seed { get; private init; } = 1;

    public string? Target { get; private init; }

    /// <summary>Reads the arguments; null where they are not understood.</summary>
    public static FuzzOptions? Parse(ReadOnlySpan<string> args)
    {
        var options = new FuzzOptions();
        while (args is [var name, var value, .. var rest])
        {
            if (name == "--target")
                options = options with { Target = value };
            else if (name == "--iterations" && long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long iterations))
                options = options with { Iterations = iterations };
            else if (name == "--seed" && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seed))
                options = options with { Seed = seed };
            else
                return null;
            args = rest;
        }

        return args.IsEmpty ? options : null;
    }
}
