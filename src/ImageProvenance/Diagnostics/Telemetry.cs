using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ImageProvenance;

/// <summary>The names under which the library traces and measures itself. Tags have few values: no image is one.</summary>
public static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "ImageProvenance";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Verifications = Meter.CreateCounter<long>("imageprovenance.verifications", "{verification}", "Verdicts, by decision.");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("imageprovenance.verification.duration", "s", "Time for one verdict, by decision.");
    private static readonly Histogram<int> Requests = Meter.CreateHistogram<int>("imageprovenance.verification.requests", "{request}", "Round trips for one verdict, by decision.");

    internal static ActivitySource Source { get; } = new(Name);

    internal static void Record(Activity? activity, ProvenanceReport report)
    {
        var decision = new KeyValuePair<string, object?>("decision", ReportWords.Of(report.Decision));
        Verifications.Add(1, decision);
        Duration.Record(report.Statistics.Elapsed.TotalSeconds, decision);
        Requests.Record(report.Statistics.Requests, decision);
        activity?.SetTag("imageprovenance.decision", decision.Value);
        activity?.SetTag("imageprovenance.rule", report.Rule);
    }
}
