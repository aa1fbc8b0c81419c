using System.CommandLine;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov evidence IMAGE</c>: the tree of what refers to what, and where it was found.</summary>
internal static class EvidenceCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("evidence", "Shows the tree of image, platforms and what refers to what, and where it was found.");
        var image = new ImageOptions(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var evidence = await Inspection.RunAsync(terminal, image, parsed, cancellationToken).ConfigureAwait(false);
            Inspection.Show(terminal, evidence, image.IsJson(parsed) ? evidence.ToTreeJson() : null);
            Inspection.ShowErrors(terminal, evidence);
            return ExitCode.Of(evidence);
        });
        return command;
    }
}
