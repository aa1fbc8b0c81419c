using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using ImageProvenance.Oci;
using ImageProvenance.Testing;
using Microsoft.Extensions.Logging;

namespace ImageProvenance.Tests.Diagnostics;

/// <summary>What the library tells a host about itself, and what it never tells.</summary>
[NonParallelizable]
public class TelemetryTests
{
    private const string Password = "s3cret-p4ssword";

    [Test]
    public async Task A_verification_is_traced_and_measured_with_tags_of_few_values()
    {
        var activities = new ConcurrentBag<Activity>();
        using var activityListener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activities.Add,
        };
        ActivitySource.AddActivityListener(activityListener);
        var measured = new ConcurrentBag<(string Instrument, string Tags)>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == Telemetry.Name)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        void Collect<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state) =>
            measured.Add((instrument.Name, string.Join(",", tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        meters.SetMeasurementEventCallback<long>(Collect);
        meters.SetMeasurementEventCallback<int>(Collect);
        meters.SetMeasurementEventCallback<double>(Collect);
        meters.Start();

        using var scene = new TestScene();
        scene.Image.SignWithBundle(TestScene.Key);
        await scene.VerifyAsync();
        await scene.VerifyAsync(TestScene.Attested);
        await scene.InspectAsync();
        Assert.That(activities.Select(activity => (activity.OperationName, activity.GetTagItem("imageprovenance.decision"))),
            Is.EquivalentTo(new[] { ("verify image", (object?)"allowed"), ("verify image", "denied"), ("inspect image", null) }));
        Assert.That(measured, Is.EquivalentTo(
            from name in new[] { "imageprovenance.verifications", "imageprovenance.verification.duration", "imageprovenance.verification.requests" }
            from decision in new[] { "allowed", "denied" }
            select (name, $"decision={decision}")));
    }

    [Test]
    public async Task Logs_and_reports_name_image_and_code_and_no_secret([Values] bool isAccepted)
    {
        var log = new MemoryLog();
        using var scene = new TestScene(configure: options => options with { LoggerFactory = log, Credentials = new Login() });
        scene.Registry.RequireBearer("user", isAccepted ? Password : "another");
        scene.Image.SignWithBundle(TestScene.Key);
        var report = await scene.VerifyAsync();
        var evidence = await scene.InspectAsync();
        Assert.That(report.IsAllowed, Is.EqualTo(isAccepted), report.Explain);
        Assert.That(log.Messages, Has.Count.EqualTo(2));
        Assert.That(log.Messages, Has.All.Contains(scene.Reference));
        Assert.That(log.Messages.First(), Does.Contain(isAccepted ? "Allow" : "unauthorized"));

        string all = string.Join('\n', [.. log.Messages, report.Explain(), report.ToJson(), report.ToString(), evidence.Explain(), evidence.ToJson()]);
        Assert.That(all, Does.Not.Contain(Password));
        Assert.That(all, Does.Not.Contain(Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Password}"))));
        foreach (string? token in scene.Registry.Requests.Select(request => request.Header("Authorization")).OfType<string>())
            Assert.That(all, Does.Not.Contain(token.Split(' ')[^1]));
    }

    private sealed class Login : ICredentialStore
    {
        public string Name => "a test";

        public ValueTask<RegistryCredential?> FindAsync(RegistryName registry, RepositoryName repository, CancellationToken cancellationToken) =>
            new(RegistryCredential.Basic("user", Password, "the test"));
    }

    private sealed class MemoryLog : ILoggerFactory, ILogger
    {
        public ConcurrentQueue<string> Messages { get; } = [];

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Messages.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
