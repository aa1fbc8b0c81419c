using System.Collections.Immutable;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace ImageProvenance.Testing;

/// <summary>
/// A request as the registry sees it, whether it came through a socket or a handler. Immutable and thread-safe.
/// </summary>
/// <param name="Method">The method in upper case, such as <c>GET</c>.</param>
/// <param name="Path">The path with its escapes decoded, such as <c>/v2/acme/app/manifests/1</c>.</param>
public sealed record RegistryRequest(string Method, string Path)
{
    /// <summary>The scheme that was asked with: <c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; init; } = "https";

    /// <summary>The host and optional port that were asked: where secrets went to.</summary>
    public string Host { get; init; } = "localhost";

    /// <summary>The query as sent, without the question mark; empty if there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>The headers, several values of one joined by a comma; names are compared without regard to case.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The body; empty in the log of requests.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    internal bool IsRead => Method is "GET" or "HEAD";

    /// <summary>The value of a header, or null.</summary>
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The first value of a query parameter, decoded, or null.</summary>
    public string? QueryValue(string name) => QueryValues(name) is [{ } first, ..] ? first : null;

    internal StringValues QueryValues(string name) => QueryHelpers.ParseQuery(Query).GetValueOrDefault(name);

    /// <summary>Method, path and query, as a line of an access log has them.</summary>
    public override string ToString() => Query.Length == 0 ? $"{Method} {Path}" : $"{Method} {Path}?{Query}";
}
