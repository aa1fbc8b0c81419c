using System.Globalization;

namespace ImageProvenance.Testing;

/// <summary>The services of an instance. Not thread-safe.</summary>
internal sealed class VirtualSigstoreParts : IDisposable
{
    public VirtualSigstoreParts(VirtualSigstoreOptions options, DateTimeOffset start)
    {
        CertificateAuthority = new(options, start);
        CertificateLogs = [.. Hosts("ctlog", options.CertificateLogs).Select(host => new VirtualCertificateLog($"https://{host}"))];
        Logs = [.. Hosts("rekor", options.Logs.Count).Select((host, i) => new VirtualRekor(options.Logs[i], host))];
        TimestampAuthorities = [.. Hosts("tsa", options.TimestampAuthorities).Select(host => new VirtualTimestampAuthority($"https://{host}/api/v1/timestamp", options, start))];

        IEnumerable<string> Hosts(string service, int count) => Enumerable.Range(1, count)
            .Select(number => string.Create(CultureInfo.InvariantCulture, $"{service}{(number == 1 ? "" : $"-{number}")}.{options.Name}"));
    }

    public VirtualCertificateAuthority CertificateAuthority { get; }

    public IReadOnlyList<VirtualCertificateLog> CertificateLogs { get; }

    public IReadOnlyList<VirtualRekor> Logs { get; }

    public IReadOnlyList<VirtualTimestampAuthority> TimestampAuthorities { get; }

    /// <summary>The first log of a version.</summary>
    public VirtualRekor Log(RekorVersion version) =>
        Logs.FirstOrDefault(log => log.Version == version) ?? throw new InvalidOperationException($"The instance has no log of version {version}.");

    public void Dispose()
    {
        foreach (IDisposable part in (IEnumerable<IDisposable>)[CertificateAuthority, .. CertificateLogs, .. Logs, .. TimestampAuthorities])
            part.Dispose();
    }
}
