using System.Collections.Concurrent;
using System.Net;

namespace ImageProvenance.Oci;

/// <summary>
/// The secrets that one fetch is made with. Servers repeat what they were sent, in errors, headers and addresses; whatever
/// text of theirs gets into a message is rid of them here. They travel with the flow of the fetch, not as a parameter, so
/// that no message can be written that forgets to ask. Thread-safe.
/// </summary>
internal static class SecretsInUse
{
    // No word: a password could be one.
    private const string Cut = "***";

    private static readonly AsyncLocal<ConcurrentBag<string>?> Spellings = new();

    /// <summary>Runs a fetch; the secrets that are added within are known to it alone.</summary>
    public static async Task<T> WithinAsync<T>(Func<Task<T>> fetch)
    {
        Spellings.Value = [];
        try
        {
            return await fetch().ConfigureAwait(false);
        }
        catch (MalformedContentException e) when (Unless(e) is null)
        {
            // Parsers of content quote it, and know of no secrets.
            var (code, message, expected, actual) = e.Failure;
            throw new MalformedContentException(code, CutFrom(message), expected, actual is null ? null : CutFrom(actual));
        }
    }

    /// <summary>Notes the secrets of a credential.</summary>
    public static void Add(RegistryCredential? credential)
    {
        if ((credential?.Password ?? credential?.IdentityToken) is not null)
            Add(credential!.BasicParameter);
        foreach (string? secret in new[] { credential?.Password, credential?.IdentityToken, credential?.RegistryToken })
            Add(secret);
    }

    /// <summary>Notes a secret, in the spellings that it has in an address and in a form too.</summary>
    public static void Add(string? secret)
    {
        if (string.IsNullOrEmpty(secret) || Spellings.Value is not { } spellings)
            return;
        foreach (string spelling in new[] { secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret) })
            if (!spellings.Contains(spelling))
                spellings.Add(spelling);
    }

    /// <summary>A text without the secrets in use.</summary>
    public static string CutFrom(string text) =>
        (Spellings.Value ?? []).OrderByDescending(spelling => spelling.Length)
            .Aggregate(text, (rest, spelling) => rest.Replace(spelling, Cut, StringComparison.OrdinalIgnoreCase));

    /// <summary>An exception, or null where it shows a secret in use.</summary>
    public static Exception? Unless(Exception e) => CutFrom(e.ToString()) == e.ToString() ? e : null;
}
