using System.CommandLine;
using ImageProvenance.Oci;
using ImageProvenance.Policies;
using ImageProvenance.Signatures;

namespace ImageProvenance.Cli.Commands;

/// <summary>The arguments and options that all commands about an image share.</summary>
internal sealed class ImageOptions
{
    public ImageOptions(Command command)
    {
        command.Add(Image);
        command.Add(Platform);
        command.Add(Timeout);
        command.Add(Offline);
        command.Add(EvidenceFrom);
        command.Add(PlainHttp);
        command.Add(PrivateHost);
        command.Add(DockerConfig);
        command.Add(Output);
        Output.AcceptOnlyFromAmong("text", "json");
    }

    private Argument<string> Image { get; } = new("IMAGE") { Description = "ghcr.io/acme/app:1.2, app@sha256:…, oci:DIR[:REF], oci-archive:FILE[:REF]" };

    private Option<string?> Platform { get; } = new("--platform") { Description = "Look at the image of this platform, OS/ARCH[/VARIANT], and not at the index" };

    private Option<string> Timeout { get; } = new("--timeout") { Description = "The time for everything, such as 30s or 2m", DefaultValueFactory = _ => "30s" };

    private Option<bool> Offline { get; } = new("--offline") { Description = "Forbid every network access" };

    private Option<string[]> EvidenceFrom { get; } = new("--evidence-from") { Description = $"Another repository, REGISTRY/REPOSITORY, to look for evidence in; or {DockerScout.Keyword}, for Docker Hardened Images" };

    private Option<string[]> PlainHttp { get; } = new("--plain-http") { Description = "A registry host that is spoken to without TLS (loopback always is)" };

    private Option<string[]> PrivateHost { get; } = new("--private-host") { Description = "A host in a private network that a public registry may lead to: its storage or token server" };

    private Option<string?> DockerConfig { get; } = new("--docker-config") { Description = "The folder of Docker's config.json, for credentials" };

    private Option<string> Output { get; } = new("--output", "-o") { Description = "text or json", DefaultValueFactory = _ => "text" };

    public bool IsJson(ParseResult parsed) => parsed.GetValue(Output) == "json";

    public ImageRequest Request(ParseResult parsed, string? name = null)
    {
        var location = ImageLocation.Parse(parsed.GetValue(Image)!);
        if (parsed.GetValue(Offline) && location is RegistryLocation)
            throw new UsageException($"{location} is in a registry, and --offline forbids the network; copy it into a layout first, and name that: oci:DIR.");
        var request = new ImageRequest(location)
        {
            Platform = parsed.GetValue(Platform) is { } platform ? ImageProvenance.Platform.Parse(platform) : null,
            Name = name,
        };
        string[] elsewhere = parsed.GetValue(EvidenceFrom) ?? [];
        if (parsed.GetValue(Offline) && elsewhere.Length > 0)
            throw new UsageException("--evidence-from names a registry, and --offline forbids the network; copy the evidence into the layout first.");
        return request with { EvidenceFrom = [.. elsewhere.Select(text => RepositoryOf(text, request))] };
    }

    private static ImageRepository RepositoryOf(string text, ImageRequest request)
    {
        if (text != DockerScout.Keyword)
            return ImageRepository.Parse(text);
        return request.PolicyName is { } name && DockerScout.EvidenceOf(ImageRepository.Parse(name)) is { } repository
            ? repository
            : throw new UsageException($"--evidence-from {DockerScout.Keyword} is for images of docker.io and dhi.io, and {request.Location} is not known to be one.");
    }

    public ImageVerifier Verifier(ParseResult parsed, IReadOnlyList<TrustedInstance>? instances = null) => new(new ImageVerifierOptions
    {
        TrustedInstances = instances ?? PolicyRule.DefaultInstances,
        Limits = Limits.Default with { Timeout = RequiredTimeout(parsed) },
        Registry = new RegistryOptions { PlainHttpHosts = HostsOf(parsed, PlainHttp), PrivateHosts = HostsOf(parsed, PrivateHost) },
        Connections = RegistryConnections.Build(connections => connections.FromCertsD()),
        Credentials = parsed.GetValue(DockerConfig) is { } folder ? new DockerConfigCredentials(folder) : null,
    });

    private TimeSpan RequiredTimeout(ParseResult parsed) => Duration.Parse(Timeout.Name, parsed.GetValue(Timeout)!) is var time && time > TimeSpan.Zero
        ? time
        : throw new UsageException($"{Timeout.Name} leaves no time; write one such as 30s.");

    private static HashSet<RegistryName> HostsOf(ParseResult parsed, Option<string[]> option) => [.. (parsed.GetValue(option) ?? []).Select(RegistryName.Parse)];
}
