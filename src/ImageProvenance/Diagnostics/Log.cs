using ImageProvenance.Policies;
using Microsoft.Extensions.Logging;

namespace ImageProvenance;

/// <summary>Log messages. They name images and codes, never secrets.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "{Image}: {Decision} by rule '{Rule}' ({Code}), {Requests} requests")]
    public static partial void Verified(ILogger logger, ImageLocation image, Decision decision, string rule, string? code, int requests);

    [LoggerMessage(2, LogLevel.Information, "{Image}: inspected, {Evidence} pieces of evidence, {Unread} unread places, {Requests} requests")]
    public static partial void Inspected(ILogger logger, ImageLocation image, int evidence, int unread, int requests);
}
