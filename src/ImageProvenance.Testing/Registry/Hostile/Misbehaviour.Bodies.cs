namespace ImageProvenance.Testing;

// Bodies of the wrong length, or without an end.
public sealed partial class Misbehaviour
{
    private const long Huge = 8L << 30;

    /// <summary>Every body goes on for ever, without a length. A client stops at its cap, whatever the status, and keeps its memory.</summary>
    public static Misbehaviour EndlessBody { get; } = Altering("endless-body", RegistryParts.All, (_, response) => response with { OpenBody = () => HostileBody.Endless(response.Body) });

    /// <summary>Every body has 8 GiB, and says so. A client refuses it before it allocates or reads anything for it.</summary>
    public static Misbehaviour HugeBody { get; } = Altering("huge-body", RegistryParts.All, (_, response) =>
        (response with { OpenBody = () => HostileBody.Endless(response.Body) }).With("Content-Length", $"{Huge}"));

    /// <summary>
    /// The length says twice what is sent. A client calls the body cut short, not the content wrong. On a socket the connection
    /// breaks where the body ends.
    /// </summary>
    public static Misbehaviour LongerLength { get; } = AlteringContent("longer-length", RegistryParts.All, (_, response) => response.With("Content-Length", $"{2L * response.Body.Length}"));

    /// <summary>
    /// The length says half of what is sent, and the rest follows it on the connection. A client takes no more than was said,
    /// finds that it is not what it asked for, and never reads the rest as the answer to its next request.
    /// </summary>
    public static Misbehaviour ShorterLength { get; } = AlteringContent("shorter-length", RegistryParts.All, (_, response) => response.With("Content-Length", $"{response.Body.Length / 2}"));

    /// <summary>Every body comes without a length, and is right. A client takes it.</summary>
    public static Misbehaviour NoLength { get; } = Altering("no-length", RegistryParts.All, (_, response) => response with { OpenBody = () => HostileBody.Of([response.Body]) });

    /// <summary>Every body comes at a byte a second, by <see cref="InMemoryRegistry.Clock"/>. A client's deadline covers bodies, not only headers.</summary>
    public static Misbehaviour SlowBody { get; } = new("slow-body", RegistryParts.All, registry => async (request, next, token) =>
    {
        var response = await next(request, token).ConfigureAwait(false);
        return response with { OpenBody = () => HostileBody.Drip(response.Body, TimeSpan.FromSeconds(1), registry.Clock) };
    });

    /// <summary>The headers come, the body never does. A client's deadline covers bodies, not only headers.</summary>
    public static Misbehaviour SilentBody { get; } = Altering("silent-body", RegistryParts.All, (_, response) => response with { OpenBody = HostileBody.Silent });

    /// <summary>The connection breaks in the middle of every body. A client cannot say what the image is: not that it is bad.</summary>
    public static Misbehaviour BrokenBody { get; } = AlteringContent("broken-body", RegistryParts.All, (_, response) => response with { OpenBody = () => HostileBody.Broken(response.Body[..(response.Body.Length / 2)]) });

    private static Misbehaviour[] Bodies => [EndlessBody, HugeBody, LongerLength, ShorterLength, NoLength, SlowBody, SilentBody, BrokenBody];
}
