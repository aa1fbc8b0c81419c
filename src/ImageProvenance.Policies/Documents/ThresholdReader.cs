namespace ImageProvenance.Policies;

/// <summary>Reads how much has to vouch for a signer.</summary>
internal static class ThresholdReader
{
    /// <summary>The members of any signer; of keys they stand beside them.</summary>
    public static string[] OfAny { get; } = ["logEntries", "times", "allowRekorDsse002"];

    /// <summary>The members of keyless signers.</summary>
    public static string[] OfKeyless { get; } = ["logEntries", "times", "scts", "withoutLogUnsafe", "withoutSctUnsafe", "allowRekorDsse002"];

    public static void Read(Dictionary<string, PolicyNode> members, SignerBuilder signer)
    {
        if (members.Number("logEntries") is { } logEntries)
            signer.RequireLogEntries(logEntries);
        if (members.Number("times") is { } times)
            signer.RequireTimes(times);
        if (members.Number("scts") is { } scts)
            signer.RequireScts(scts);
        if (members.IsTrue("withoutLogUnsafe"))
            signer.WithoutLogUnsafe();
        if (members.IsTrue("withoutSctUnsafe"))
            signer.WithoutSctUnsafe();
        if (members.IsTrue("allowRekorDsse002"))
            signer.AllowRekorDsse002();
    }
}
