using System.Text.Json;
using ImageProvenance.Cli;
using ImageProvenance.Tests;

namespace ImageProvenance.Cli.Tests;

/// <summary>One run of the tool, in this process: what it printed and how it ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public static async Task<ToolRun> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await Tool.RunAsync(arguments, output, error);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>A sample image of the repository, as the tool spells it.</summary>
    public static string Sample(string name) => $"oci:{SampleFile(name)}";

    public static string SampleFile(string name) => Path.Combine(SharedData.RepositoryRoot, "samples", "images", name);

    public static string ReleaseKey => SampleFile("cosign.pub");

    public static string OtherKey => SampleFile("other.pub");
}
