using System.CommandLine;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov inspect IMAGE</c>: shows what is attached and what it says, judging nothing.</summary>
internal static class InspectCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("inspect", "Shows what is attached to an image and what it says, judging nothing.");
        var image = new ImageOptions(command);
        var provenance = new Option<bool>("--provenance") { Description = "Print only the provenance, as JSON by platform" };
        var required = new Option<bool>("--require-provenance") { Description = "Exit with 1 where there is no provenance" };
        var failOnWarnings = new Option<bool>("--fail-on-warnings") { Description = "Exit with 1 where something is found to warn of" };
        command.Add(provenance);
        command.Add(required);
        command.Add(failOnWarnings);

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var evidence = await Inspection.RunAsync(terminal, image, parsed, cancellationToken).ConfigureAwait(false);
            int code = ExitCode.Of(evidence);
            if (!parsed.GetValue(provenance))
                Inspection.Show(terminal, evidence, image.IsJson(parsed) ? evidence.ToJson() : null);
            else if (code == ExitCode.Allowed)
                terminal.Document(evidence.ToProvenanceJson());
            Inspection.ShowErrors(terminal, evidence);

            bool lacks = parsed.GetValue(required) && evidence.Provenance.Count == 0;
            bool warns = parsed.GetValue(failOnWarnings) && Inspection.HasWarnings(evidence);
            return code == ExitCode.Allowed && (lacks || warns) ? ExitCode.Denied : code;
        });
        return command;
    }
}
