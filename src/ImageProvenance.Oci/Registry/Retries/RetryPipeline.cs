using Polly;

namespace ImageProvenance.Oci;

/// <summary>Makes what repeats an attempt that failed for now.</summary>
internal static class RetryPipeline
{
    public static ResiliencePipeline Create(Retries retries, TimeProvider time) => retries.Attempts == 1
        ? ResiliencePipeline.Empty
        : new ResiliencePipelineBuilder { TimeProvider = time }.AddRetry(new()
        {
            MaxRetryAttempts = retries.Attempts - 1,
            ShouldHandle = static args => new(args.Outcome.Exception is SourceException { IsTransient: true }),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = retries.Delay,
            MaxDelay = retries.MaxDelay,
            DelayGenerator = args => new(args.Outcome.Exception is SourceException { RetryAfter: { } asked } ? asked + Jitter(retries.Delay) : null),
            OnRetry = static args =>
            {
                RegistryTelemetry.AskedAgain((SourceException)args.Outcome.Exception!);
                return default;
            },
        }).Build();

    // Many clients are told the same time; they should not all come back in the same moment.
    private static TimeSpan Jitter(TimeSpan most) => most * Random.Shared.NextDouble();
}
