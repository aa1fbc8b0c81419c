using System.CommandLine;
using ImageProvenance.Cli.Commands;
using ImageProvenance.Policies;

namespace ImageProvenance.Cli;

/// <summary>The tool: commands in, an exit code out. Every error ends here as one line; no trace is ever shown, and none is an allowance.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        var terminal = new Terminal(output, error);
        var root = new RootCommand("Where does a container image come from, who built it, has it been tampered with?")
        {
            VerifyCommand.Create(terminal),
            InspectCommand.Create(terminal),
            EvidenceCommand.Create(terminal),
            VerifyBundleCommand.Create(terminal),
            PolicyCommand.Create(terminal),
            TrustCommand.Create(terminal, TimeProvider.System),
        };

        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            terminal.Error($"{parsed.Errors[0].Message} See 'imageprov {string.Join(' ', CommandPath(parsed.CommandResult))}--help'.");
            return ExitCode.NotJudged;
        }

        return await GuardAsync(() => parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false }), terminal).ConfigureAwait(false);
    }

    private static async Task<int> GuardAsync(Func<Task<int>> run, Terminal terminal)
    {
        try
        {
            return await run().ConfigureAwait(false);
        }
        catch (PolicyException e)
        {
            foreach (var mistake in e.Mistakes)
                terminal.Error(mistake.ToString());
            return ExitCode.NotJudged;
        }
        catch (OperationCanceledException)
        {
            terminal.Error("Cancelled: nothing was judged.");
            return ExitCode.Indeterminate;
        }
        catch (SourceException e)
        {
            terminal.Error(e.Message);
            return ExitCode.Indeterminate;
        }
        catch (Exception e) when (e is UsageException or ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            terminal.Error(e.Message);
            return ExitCode.NotJudged;
        }
        catch (Exception e)
        {
            // The last line before the shell: what nobody foresaw is no verdict, and never a trace.
            terminal.Error($"Unexpected {e.GetType().Name}: {e.Message} Nothing was judged; please report it.");
            return ExitCode.Indeterminate;
        }
    }

    private static IEnumerable<string> CommandPath(System.CommandLine.Parsing.CommandResult command)
    {
        if (command.Parent is System.CommandLine.Parsing.CommandResult parent)
        {
            foreach (string part in CommandPath(parent))
                yield return part;
            yield return command.Command.Name + " ";
        }
    }
}
