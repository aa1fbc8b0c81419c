using System.CommandLine;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov policy check</c> and <c>policy explain</c>: policy documents, contacting nobody.</summary>
internal static class PolicyCommand
{
    public static Command Create(Terminal terminal) => new("policy", "Checks and explains policy documents, contacting nobody.")
    {
        Check(),
        Explain(terminal),
    };

    private static Command Check()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The policy document" };
        var command = new Command("check", "Lists every mistake with its JSON path, and exits with 2; silent and 0 if there is none.") { file };
        command.SetAction(parsed =>
        {
            PolicyFile.Load(parsed.GetValue(file)!.FullName);
            return ExitCode.Allowed;
        });
        return command;
    }

    private static Command Explain(Terminal terminal)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "The policy document" };
        var image = new Argument<string>("IMAGE") { Description = "The image, or the name that a layout would be given with --as" };
        var command = new Command("explain", "Shows the rule that applies to an image, and its plan.") { file, image };
        command.SetAction(parsed =>
        {
            var policy = PolicyFile.Load(parsed.GetValue(file)!.FullName);
            var request = new ImageRequest(ImageLocation.Parse(parsed.GetValue(image)!));
            terminal.Text(PolicyText.Explain(policy, request.PolicyName));
            return ExitCode.Allowed;
        });
        return command;
    }
}
