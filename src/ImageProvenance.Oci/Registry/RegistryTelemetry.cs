using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ImageProvenance.Oci;

/// <summary>Counts and traces what would otherwise go unseen, under the library's one name. Tags have few values: no image and no host is one.</summary>
internal static class RegistryTelemetry
{
    private static readonly Meter Meter = new("ImageProvenance");
    private static readonly Counter<long> Retries = Meter.CreateCounter<long>("imageprovenance.registry.retries", "{retry}", "Fetches that were tried again, by the code of the failure.");
    private static readonly Counter<long> MirrorFailures = Meter.CreateCounter<long>("imageprovenance.registry.mirror_failures", "{fetch}", "Fetches that a mirror failed and the next place was asked for, by the code of the failure.");

    /// <summary>A fetch failed and is made again.</summary>
    public static void AskedAgain(SourceException failed) => Record(Retries, "registry asked again", failed.Failure);

    /// <summary>A mirror failed, and the next place is asked.</summary>
    public static void MirrorFailed(Failure failure) => Record(MirrorFailures, "mirror failed", failure);

    private static void Record(Counter<long> counter, string name, Failure failure)
    {
        var code = new KeyValuePair<string, object?>("code", failure.Code);
        counter.Add(1, code);
        Activity.Current?.AddEvent(new(name, tags: new([code])));
    }
}
