using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace ImageProvenance.Oci;

/// <summary>Which failures may be gone when the same is asked again a little later.</summary>
internal static class TransientRule
{
    /// <summary>Whether a request may be made again at all. An exchange of a token (POST) may have happened.</summary>
    public static bool IsRepeatable(HttpRequestMessage? request) => request?.Method == HttpMethod.Get;

    /// <summary>Whether a status may be another one later. 522 and 524 are Cloudflare's, for a registry behind it that was not reached in time.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        (int)status is 408 or 429 or 500 or 502 or 503 or 504 or 522 or 524;

    /// <summary>Whether a broken way to the answer may be whole later.</summary>
    public static bool IsTransient(Exception broken) => broken switch
    {
        SourceException source => source.IsTransient,
        AuthenticationException => false,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } => false,
        HttpRequestException { HttpRequestError: not (HttpRequestError.Unknown or HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.HttpProtocolError or HttpRequestError.ResponseEnded) } => false,
        TimeoutException => true,
        { InnerException: { } inner } => IsTransient(inner),
        HttpRequestException or IOException or SocketException => true,
        _ => false,
    };
}
