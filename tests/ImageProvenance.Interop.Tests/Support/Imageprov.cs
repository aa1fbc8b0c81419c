using System.Text.Json;
using ImageProvenance.Cli;

namespace ImageProvenance.Interop.Tests;

/// <summary>The tool under test. It runs inside the tests, hundreds of times; <see cref="ProgramTests"/> show that the program says the same.</summary>
internal static class Imageprov
{
    /// <summary>The program, for <c>dotnet</c> to run.</summary>
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "imageprov.dll");

    public static async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exitCode = await Tool.RunAsync(arguments, output, error);
        return new($"imageprov {string.Join(' ', arguments)}", exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Runs the tool as a program of its own.</summary>
    public static Task<ProgramResult> RunProgramAsync(params string[] arguments) => Stage.Current.RunAsync("dotnet", [Assembly, .. arguments]);

    public static Task<ProgramResult> VerifyAsync(string image, CosignKey key, params string[] options) =>
        RunAsync(["verify", image, "--key", key.Public, .. options]);

    /// <summary>Judges and returns the report, whose decision must be what the exit code says.</summary>
    public static async Task<JsonElement> ReportAsync(string image, CosignKey key, params string[] options)
    {
        var result = await VerifyAsync(image, key, ["--output", "json", .. options]);
        var report = JsonElement.Parse(result.Output);
        string? expected = result.ExitCode switch { 0 => "allowed", 1 => "denied", 3 => "indeterminate", _ => null };
        Assert.That(report.GetProperty("decision").GetString(), Is.EqualTo(expected), result.ToString());
        return report;
    }
}
