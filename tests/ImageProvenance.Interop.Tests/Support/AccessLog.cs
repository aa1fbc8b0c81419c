using System.Text.RegularExpressions;

namespace ImageProvenance.Interop.Tests;

/// <summary>The requests that a registry has seen for one repository: of docker-registry from its access log.</summary>
internal static partial class AccessLog
{
    /// <summary>Does something and returns the requests to the image's repository meanwhile, as <c>GET /v2/…</c>.</summary>
    public static async Task<IReadOnlyList<string>> DuringAsync(RegistryKind kind, string image, Func<Task> action)
    {
        int before = (await RequestsAsync(kind, image)).Count;
        await action();
        return [.. (await RequestsAsync(kind, image)).Skip(before)];
    }

    /// <summary>The repository's path within its registry.</summary>
    public static string PathOf(string image) => Crane.RepositoryOf(image).Split('/', 2)[1];

    /// <summary>The digests of everything that requests got, tags resolved.</summary>
    public static async Task<IReadOnlyList<string>> DigestsAsync(string image, IEnumerable<string> requests)
    {
        var digests = new HashSet<string>();
        foreach (string request in requests)
        {
            if (Content().Match(request) is not { Success: true } content)
                continue;
            string reference = content.Groups["reference"].Value;
            if (reference.Contains(':', StringComparison.Ordinal))
                digests.Add(reference);
            else if (await Stage.Current.RunAsync("crane", "digest", $"{Crane.RepositoryOf(image)}:{reference}") is { IsSuccess: true } resolved)
                digests.Add(resolved.Output.Trim());
        }

        return [.. digests];
    }

    private static async Task<List<string>> RequestsAsync(RegistryKind kind, string image)
    {
        IEnumerable<string> all = kind == RegistryKind.WithReferrersApi
            ? Stage.Current.InMemory.Requests.Select(request => request.ToString())
            : Line().Matches(await ReadLogAsync()).Select(match => match.Groups["request"].Value);
        return [.. all.Where(request => request.Contains($" /v2/{PathOf(image)}/", StringComparison.Ordinal))];
    }

    // The registry is still writing to it.
    private static async Task<string> ReadLogAsync()
    {
        await using var log = new FileStream(Stage.Current.Peers.RegistryLog, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(log);
        return await reader.ReadToEndAsync();
    }

    [GeneratedRegex(""" "(?<request>(?:GET|HEAD) /v2/[^ "]*) HTTP/""")]
    private static partial Regex Line();

    [GeneratedRegex("""/(?:manifests|blobs)/(?<reference>[^/?]+)\z""")]
    private static partial Regex Content();
}
