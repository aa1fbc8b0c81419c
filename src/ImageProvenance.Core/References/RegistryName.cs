using System.Globalization;
using System.Net;

namespace ImageProvenance;

/// <summary>
/// A registry: host and optional port, as written (a host in upper case stays so). Always well-formed; the
/// <c>default</c> value throws when it is used. Compared without regard to case. Immutable and thread-safe.
/// </summary>
public readonly struct RegistryName : IEquatable<RegistryName>
{
    private readonly string? _value;

    private RegistryName(string value) => _value = value;

    /// <summary>Docker Hub.</summary>
    public static RegistryName DockerHub { get; } = new("docker.io");

    /// <summary>Host and optional port as written.</summary>
    public string Value => _value ?? throw new InvalidOperationException("This registry is default(RegistryName), which names nothing.");

    /// <summary>Host and port that serve the registry's API: Docker Hub's is <c>registry-1.docker.io</c>.</summary>
    public string ApiHost => this == DockerHub ? "registry-1.docker.io" : Value;

    /// <summary>
    /// The one spelling that policies match: in lower case, Docker Hub's API host as <c>docker.io</c>, and without the port
    /// that https has anyway. Loopback registries keep theirs, being spoken to over http.
    /// </summary>
    public string CanonicalName
    {
        get
        {
            string name = Value.ToLowerInvariant();
            int colon = name.LastIndexOf(':');
            if (colon > name.IndexOf(']'))
            {
                ushort port = ushort.Parse(name.AsSpan(colon + 1), CultureInfo.InvariantCulture);
                name = port == 443 && !IsLoopback ? name[..colon] : $"{name[..colon]}:{port}";
            }

            return name is "registry-1.docker.io" or "index.docker.io" ? DockerHub.Value : name;
        }
    }

    /// <summary>Whether the host is <c>localhost</c> or a loopback address.</summary>
    public bool IsLoopback
    {
        get
        {
            string host = Value.StartsWith('[') ? Value[1..Value.IndexOf(']')] : Value.Split(':')[0];
            return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
        }
    }

    /// <summary>Reads a registry's name; <c>index.docker.io</c> is Docker Hub.</summary>
    /// <exception cref="FormatException">No host with an optional port.</exception>
    public static RegistryName Parse(string text) => TryParse(text, out var registry)
        ? registry
        : throw new FormatException($"'{text}' is no registry; write a host with an optional port, such as ghcr.io or localhost:5000.");

    /// <summary>Reads a registry's name as <see cref="Parse"/> does, without throwing.</summary>
    public static bool TryParse(string? text, out RegistryName registry)
    {
        registry = default;
        if (text is null || text.Length > 255 || !ReferenceGrammar.Host().IsMatch(text) || !HasValidAddressAndPort(text))
            return false;
        registry = text.Equals("index.docker.io", StringComparison.OrdinalIgnoreCase) || text.Equals("docker.io", StringComparison.OrdinalIgnoreCase)
            ? DockerHub
            : new(text);
        return true;
    }

    private static bool HasValidAddressAndPort(string text)
    {
        int bracket = text.IndexOf(']');
        int colon = text.IndexOf(':', bracket + 1);
        string host = bracket > 0 ? text[1..bracket] : colon < 0 ? text : text[..colon];
        return (bracket > 0 ? host.Contains(':') && IsAddress(host) : IsName(host) || IsAddress(host))
            && (colon < 0 || ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _));
    }

    // What ends in a number is an address to whatever connects, in one of many spellings (10.5, 0xa.0.0.5, 2130706433).
    private static bool IsName(string host)
    {
        string[] labels = host.Split('.');
        string last = labels[^1];
        bool isNumber = last.All(char.IsAsciiDigit) || (last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last[2..].All(char.IsAsciiHexDigit));
        return !isNumber && labels.All(label => label.Length <= 63);
    }

    // In its one canonical spelling: another would be the same server under a name that no policy knows.
    private static bool IsAddress(string host) =>
        IPAddress.TryParse(host, out var address) && address.ToString().Equals(host, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public bool Equals(RegistryName other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is RegistryName other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(_value);

    /// <summary>Whether both are the same registry.</summary>
    public static bool operator ==(RegistryName left, RegistryName right) => left.Equals(right);

    /// <summary>Whether they are different registries.</summary>
    public static bool operator !=(RegistryName left, RegistryName right) => !left.Equals(right);

    /// <inheritdoc />
    public override string ToString() => _value ?? "";
}
