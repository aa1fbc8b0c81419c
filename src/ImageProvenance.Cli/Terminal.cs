using Spectre.Console;

namespace ImageProvenance.Cli;

/// <summary>Where the tool writes. Colours and progress only on a terminal, never where output is read by a program.</summary>
internal sealed class Terminal(TextWriter output, TextWriter error)
{
    private readonly IAnsiConsole _progress = Create(error, Console.IsErrorRedirected);
    private readonly IAnsiConsole _results = Create(output, Console.IsOutputRedirected);

    /// <summary>Writes a document as it is.</summary>
    public void Document(string text) => output.WriteLine(text);

    /// <summary>Writes text for a person; the symbols of a decision tree get their colours.</summary>
    public void Text(string text)
    {
        if (!_results.Profile.Capabilities.Ansi)
        {
            output.WriteLine(text);
            return;
        }

        foreach (string line in text.Split('\n'))
            _results.MarkupLine(Coloured(line));
    }

    /// <summary>Writes an error: one line, first of all what is wrong.</summary>
    public void Error(string message) => error.WriteLine($"imageprov: {SafeText.Clean(message)}");

    /// <summary>Shows that work goes on while registries answer.</summary>
    public Task<T> ProgressAsync<T>(string what, Func<Task<T>> work) => _progress.Profile.Capabilities.Interactive
        ? _progress.Status().StartAsync(Markup.Escape(SafeText.Clean(what)), _ => work())
        : work();

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        bool isTerminal = !isRedirected && (ReferenceEquals(writer, Console.Out) || ReferenceEquals(writer, Console.Error));
        bool hasColours = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = hasColours ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = hasColours ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });

        // The terminal may wrap its lines; a digest that is broken here could not be copied.
        console.Profile.Width = short.MaxValue;
        return console;
    }

    private static string Coloured(string line)
    {
        string safe = Markup.Escape(line);
        string start = line.TrimStart();
        string? colour = start.Length == 0 ? null : start[0] switch
        {
            '✔' => "green",
            '✘' => "red",
            '⚠' => "yellow",
            '?' => "yellow",
            '·' => "grey",
            _ => start.StartsWith("ALLOWED", StringComparison.Ordinal) ? "bold green" : start.StartsWith("DENIED", StringComparison.Ordinal) ? "bold red" : start.StartsWith("INDETERMINATE", StringComparison.Ordinal) ? "bold yellow" : null,
        };
        return colour is null ? safe : $"[{colour}]{safe}[/]";
    }
}
