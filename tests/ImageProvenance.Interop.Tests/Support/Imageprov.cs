using System.Text.Json;

namespace ImageProvenance.Interop.Tests;

/// <summary>The tool under test, run as a program: exit codes and output are the contract.</summary>
internal static class Imageprov
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "imageprov.dll");

    public static Task<ProgramResult> RunAsync(params string[] arguments) => Stage.Current.RunAsync("dotnet", [Assembly, .. arguments]);

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
