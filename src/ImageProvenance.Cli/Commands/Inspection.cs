using System.CommandLine;
using ImageProvenance.Attestations;

namespace ImageProvenance.Cli.Commands;

/// <summary>What the commands share that only look.</summary>
internal static class Inspection
{
    public static async Task<ImageEvidence> RunAsync(Terminal terminal, ImageOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        var request = options.Request(parsed);
        using var verifier = options.Verifier(parsed);
        return await terminal.ProgressAsync($"Reading {request.Location}", () => verifier.InspectAsync(request, cancellationToken)).ConfigureAwait(false);
    }

    public static void Show(Terminal terminal, ImageEvidence evidence, string? json)
    {
        if (json is not null)
            terminal.Document(json);
        else
            terminal.Text(evidence.Explain());
    }

    public static void ShowErrors(Terminal terminal, ImageEvidence evidence)
    {
        if (evidence.Error is { } error)
            terminal.Error($"{evidence.Request.Location}: {error}");
        foreach (var piece in evidence.All.Where(piece => piece.Failure is not null))
            terminal.Error($"{piece.Place}, {piece.Id}: {piece.Failure}");
        foreach (var place in evidence.Unread)
            terminal.Error($"{place.Place}: {place.Failure}");
    }

    public static bool HasWarnings(ImageEvidence evidence) =>
        evidence.Findings.Any(finding => finding.Severity is FindingSeverity.Warning or FindingSeverity.Error);
}
