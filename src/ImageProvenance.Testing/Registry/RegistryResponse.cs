using System.Collections.Immutable;

namespace ImageProvenance.Testing;

/// <summary>An answer of the registry. Immutable; change one with <c>with</c>.</summary>
/// <param name="Status">The HTTP status code.</param>
public sealed record RegistryResponse(int Status)
{
    /// <summary>The headers; names are compared without regard to case. A <c>Content-Length</c> here is sent even if it lies.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body as for GET; the adapters leave it out of the answer to HEAD.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>
    /// Opens a body that is sent in place of <see cref="Body"/> without a length: one that is slow, breaks off or never
    /// ends. The stream is disposed by whoever sends it.
    /// </summary>
    public Func<Stream>? OpenBody { get; init; }

    /// <summary>Content with its media type, status 200.</summary>
    public static RegistryResponse Content(string mediaType, ReadOnlyMemory<byte> body) =>
        new RegistryResponse(200) { Body = body }.With("Content-Type", mediaType);

    /// <summary>An error as the distribution specification writes it: one code and one message.</summary>
    /// <remarks>OCI distribution-spec, "Error Codes".</remarks>
    public static RegistryResponse Error(int status, string code, string message) => Content("application/json", JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("errors");
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    })) with { Status = status };

    /// <summary>The same answer with a header set.</summary>
    public RegistryResponse With(string header, string value) => this with { Headers = Headers.SetItem(header, value) };
}
