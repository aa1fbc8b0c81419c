namespace ImageProvenance.Testing;

// Registries that are not there, or not now.
public sealed partial class Misbehaviour
{
    /// <summary>429, without saying until when. A client cannot say what the image is, waits a little, and never allows for it.</summary>
    public static Misbehaviour RateLimited { get; } = Answering("rate-limited", RegistryParts.All, _ => RegistryResponse.Error(429, "TOOMANYREQUESTS", "you have reached your pull rate limit"));

    /// <summary>429 for an hour. A client does not wait that long, and says how long it was told to.</summary>
    public static Misbehaviour RateLimitedForAnHour { get; } = Answering("rate-limited-for-an-hour", RegistryParts.All, _ =>
        RegistryResponse.Error(429, "TOOMANYREQUESTS", "you have reached your pull rate limit").With("Retry-After", "3600"));

    /// <summary>503. A client cannot say what the image is.</summary>
    public static Misbehaviour Unavailable { get; } = Answering("unavailable", RegistryParts.All, _ => RegistryResponse.Error(503, "UNAVAILABLE", "try again later"));

    /// <summary>500, with a message that has no end. A client reads the start of it, if anything.</summary>
    public static Misbehaviour EndlessError { get; } = Answering("endless-error", RegistryParts.All, _ =>
        RegistryResponse.Content("application/json", default) with { Status = 500, OpenBody = () => HostileBody.Endless("{\"errors\":[{\"code\":\"UNKNOWN\",\"message\":\""u8.ToArray()) });

    /// <summary>The connection breaks before any answer. A client cannot say what the image is.</summary>
    public static Misbehaviour NoConnection { get; } = Answering("no-connection", RegistryParts.All, _ => throw new IOException("The connection was reset."));

    /// <summary>Nothing is ever answered. A client has a deadline.</summary>
    public static Misbehaviour Silence { get; } = new("silence", RegistryParts.All, _ => async (_, _, token) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(false);
        throw new IOException("The connection was reset.");
    });

    /// <summary>Every answer is 2 s late, by <see cref="InMemoryRegistry.Clock"/>. A client waits, up to its deadline.</summary>
    public static Misbehaviour Late { get; } = new("late", RegistryParts.All, registry => async (request, next, token) =>
    {
        await Task.Delay(TimeSpan.FromSeconds(2), registry.Clock, token).ConfigureAwait(false);
        return await next(request, token).ConfigureAwait(false);
    });

    private static Misbehaviour[] Failures => [RateLimited, RateLimitedForAnHour, Unavailable, EndlessError, NoConnection, Silence, Late];
}
