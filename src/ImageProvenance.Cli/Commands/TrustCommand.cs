using System.CommandLine;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov trust show</c>: what is trusted, from where and how old, contacting nobody.</summary>
internal static class TrustCommand
{
    public static Command Create(Terminal terminal, TimeProvider time) => new("trust", "Shows which logs and authorities are trusted, contacting nobody.")
    {
        Show(terminal, time),
    };

    private static Command Show(Terminal terminal, TimeProvider time)
    {
        var roots = TrustedRootOption.Create();
        var output = new Option<string>("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("show", "Shows each trusted root: where it comes from, how old it is, its logs and its authorities.") { roots, output };
        command.SetAction(parsed =>
        {
            var report = new TrustReport(TrustedRootOption.Load(parsed.GetValue(roots)), time.GetUtcNow());
            if (parsed.GetValue(output) == "json")
                terminal.Document(report.ToJson());
            else
                terminal.Text(report.Explain());
            return ExitCode.Allowed;
        });
        return command;
    }
}
