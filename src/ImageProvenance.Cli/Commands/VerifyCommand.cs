using System.CommandLine;

namespace ImageProvenance.Cli.Commands;

/// <summary><c>imageprov verify IMAGE</c>: judges an image by a policy, or by the one that the options make.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("verify", "Judges an image by a policy: exit code 0 allowed, 1 denied, 2 nothing judged, 3 indeterminate.");
        var policy = new PolicyOptions(command);
        var image = new ImageOptions(command);
        var name = new Option<string?>("--as") { Description = "The name, registry/repository, that chooses the rule for a layout or archive" };
        var failOnWarnings = new Option<bool>("--fail-on-warnings") { Description = "Exit with 1 where the image is allowed with warnings" };
        var wait = new Option<string>("--wait-for-evidence") { Description = "How long to look again for evidence that may just have been pushed, such as 10s", DefaultValueFactory = _ => "0s" };
        var roots = TrustedRootOption.Create();
        command.Add(roots);
        command.Add(wait);
        command.Add(name);
        command.Add(failOnWarnings);

        command.SetAction(async (parsed, cancellationToken) =>
        {
            var judgedBy = policy.Policy(parsed);
            var request = image.Request(parsed, parsed.GetValue(name)) with { WaitForEvidence = Duration.Parse(wait.Name, parsed.GetValue(wait)!) };
            using var verifier = image.Verifier(parsed, TrustedRootOption.Load(parsed.GetValue(roots)));
            var report = await terminal.ProgressAsync($"Verifying {request.Location}", () => verifier.VerifyAsync(request, judgedBy, cancellationToken)).ConfigureAwait(false);
            if (image.IsJson(parsed))
                terminal.Document(report.ToJson());
            else
                terminal.Text(report.Explain());
            if (report.Error is { } error)
                terminal.Error($"{request.Location}: {error}");
            return ExitCode.Of(report, parsed.GetValue(failOnWarnings));
        });
        return command;
    }
}
