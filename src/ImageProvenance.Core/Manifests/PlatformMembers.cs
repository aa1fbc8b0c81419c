namespace ImageProvenance;

/// <summary>The members that name a platform, the same in descriptors and in image configurations. A local of the reading method.</summary>
internal struct PlatformMembers
{
    private string? _os, _architecture, _variant, _osVersion;

    /// <summary>The names of the members.</summary>
    public static string[] Names { get; } = ["os", "architecture", "variant", "os.version"];

    /// <summary>The platform; null where operating system or architecture is missing.</summary>
    public readonly Platform? Platform =>
        string.IsNullOrEmpty(_os) || string.IsNullOrEmpty(_architecture) ? null : new(_os, _architecture, _variant, _osVersion);

    /// <summary>Reads the member that the reader stands on, if it is one of these.</summary>
    public void Read(string member, ref StrictJsonReader json)
    {
        switch (member)
        {
            case "os": _os = json.ReadString(); break;
            case "architecture": _architecture = json.ReadString(); break;
            case "variant": _variant = json.ReadString(); break;
            case "os.version": _osVersion = json.ReadString(); break;
        }
    }
}
