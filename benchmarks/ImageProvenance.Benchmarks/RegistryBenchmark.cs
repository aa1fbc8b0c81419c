using BenchmarkDotNet.Attributes;

namespace ImageProvenance.Benchmarks;

/// <summary>
/// A whole image verified by its tag in a registry on loopback, beside plain GETs of the same paths one after the other.
/// The registry runs in this process: its work and its memory are in every line.
/// </summary>
public class RegistryBenchmark : IAsyncDisposable
{
    private readonly ImageVerifier _forgetful = new(new ImageVerifierOptions { Credentials = Oci.AnonymousCredentials.Instance, Cache = CacheOptions.None });
    private readonly ImageVerifier _verifier = new(new ImageVerifierOptions { Credentials = Oci.AnonymousCredentials.Instance });
    private readonly HttpClient _client = new();
    private SignedInRegistry _signed = null!;
    private Uri[] _addresses = [];

    [GlobalSetup]
    public void Setup()
    {
        _signed = SignedInRegistry.StartAsync().GetAwaiter().GetResult();
        var report = _forgetful.VerifyAsync(_signed.Request, _signed.Policy).GetAwaiter().GetResult();
        report.EnsureAllowed();
        _addresses = [.. _signed.Registry.Requests.Select(request => new Uri(_signed.Address, request.Path))];
    }

    // The log of the registry grows with every request and would be copied with each.
    [IterationSetup]
    public void Forget() => _signed.Registry.Reset();

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await _signed.DisposeAsync();
        _forgetful.Dispose();
        _verifier.Dispose();
        _client.Dispose();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = 20)]
    public async Task<int> GetInSequence()
    {
        int bytes = 0;
        for (int i = 0; i < 20; i++)
        {
            foreach (var address in _addresses)
            {
                using var response = await _client.GetAsync(address);
                bytes += (await response.Content.ReadAsByteArrayAsync()).Length;
            }
        }

        return bytes;
    }

    [Benchmark(OperationsPerInvoke = 20)]
    public Task<ProvenanceReport?> VerifyImage() => VerifyAsync(_forgetful);

    [Benchmark(OperationsPerInvoke = 20)]
    public Task<ProvenanceReport?> VerifyKnownImage() => VerifyAsync(_verifier);

    private async Task<ProvenanceReport?> VerifyAsync(ImageVerifier verifier)
    {
        ProvenanceReport? report = null;
        for (int i = 0; i < 20; i++)
            report = await verifier.VerifyAsync(_signed.Request, _signed.Policy);
        return report;
    }
}
