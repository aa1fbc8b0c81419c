namespace ImageProvenance.Signatures;

/// <summary>
/// What is publicly known of instances that are not trusted here: only so that a message can say whose key it was. Nothing
/// in it proves anything, or makes anything trusted.
/// </summary>
/// <remarks>sigstore/root-signing and sigstore/root-signing-staging, targets/trusted_root.json.</remarks>
internal static class KnownInstances
{
    private const string PublicGood = "Sigstore's public instance signs with that key";
    private const string Staging = "Sigstore staging signs with that key";

    private static readonly (byte[] LogId, string Says)[] Logs =
    [
        Log("wNI9atQGlz+VWfO6LRygH4QUfY/8W4RFwiT5i5WRgB0=", PublicGood), // rekor.sigstore.dev
        Log("zxGZFVvd0FEmjR8WrFwMdcAJ9vtaY/QXf44Y1wUeP6A=", PublicGood), // log2025-1.rekor.sigstore.dev
        Log("CGCS8ChS/2hF0dFrJ4ScRWcYrBY9wzjSbea8IgY2b3I=", PublicGood), // ctfe.sigstore.dev/test
        Log("3T0wasbHETJjGR4cmWc3AqJKXrjePK3/h4pygC8p7o4=", PublicGood), // ctfe.sigstore.dev/2022
        Log("0y8wo8MtY5wrdiIFohx7sHeI5oKDpK5vQhGHI6G+pJY=", Staging), // rekor.sigstage.dev
        Log("8w1amZ2S5mJIQkQmPxdMuOrL/oJkvFg9MnQXmeOCXck=", Staging), // log2025-alpha1.rekor.sigstage.dev
        Log("KfSiSX2iRLyhK62SUVL47vVcqqRx/RAewpKJm8IdZTo=", Staging), // log2025-alpha2.rekor.sigstage.dev
        Log("09OnDKEw7/hpZiYVPoTRzRbglHk0sylsUovegnRUlJY=", Staging), // log2025-alpha3.rekor.sigstage.dev
        Log("OnJxR1KbhM5Z+X3E97YQ4EV8/8t4W3TvgehmZLwxAkY=", Staging), // log2026-1.us-east4.rekor.sigstage.dev
        Log("G3wUKk6ZK6ffHh/FdCRUE2wVekyzHEEIpSG4savnv0w=", Staging), // ctfe.sigstage.dev/test
        Log("++JKOMQt7SJ3ynUHnCfnDhcKP8/58J4TueMqXuk3HmA=", Staging), // ctfe.sigstage.dev/2022
        Log("KzC83GiIyeLh2CYpXnQfSDkxlgLynDPLXkNA/rKshno=", Staging), // ctfe.sigstage.dev/2022-2
        Log("PmBxU3RuGJLgkLI2sUl2Jy9ntE1vks5vdxFKtyKgprY=", Staging), // log2026-1.ctfe.sigstage.dev
        Log("Fjj7Zk5I004nmb83WUyHasaCMoUO4fuTnFybtSxevIc=", Staging), // log2026-1.us-east4.ctfe.sigstage.dev
    ];

    /// <summary>Whose log has an id; null where it is nobody's that is known.</summary>
    public static string? OfLog(ReadOnlySpan<byte> logId)
    {
        foreach (var (known, says) in Logs)
            if (logId.SequenceEqual(known))
                return says;
        return null;
    }

    /// <summary>Whose certificate authority has an organisation's name in its certificates; null where it is nobody's that is known.</summary>
    public static string? OfOrganization(string organization) => organization switch
    {
        "sigstore.dev" => "Sigstore's public instance and Sigstore staging have an authority of that name",
        "GitHub, Inc." => "GitHub's instance for private repositories has an authority of that name; `gh attestation trusted-root` writes its trusted root",
        _ => null,
    };

    private static (byte[] LogId, string Says) Log(string logId, string says) => (Convert.FromBase64String(logId), says);
}
