namespace ImageProvenance.Signatures;

/// <summary>
/// A period of validity as a trusted root writes it down. One without a start is refused, and never taken for one that has
/// always been open; without an end it is open.
/// </summary>
/// <param name="Start">The start, as written; null where there is none.</param>
/// <param name="End">The end, as written; null where there is none.</param>
/// <remarks>sigstore protobuf-specs, sigstore_common.proto, <c>TimeRange</c>: both ends belong to it.</remarks>
internal sealed record DescribedValidity(string? Start, string? End)
{
    private static readonly JsonMembers Known = new("start", "end");

    public static DescribedValidity Read(ref StrictJsonReader json)
    {
        var validity = new DescribedValidity(null, null);
        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
            validity = member == "start" ? validity with { Start = json.ReadString() } : validity with { End = json.ReadString() };
        return validity;
    }

    /// <summary>The period.</summary>
    /// <param name="validity">The period as written; null where there is none.</param>
    /// <param name="owner">What is valid in it, for messages.</param>
    /// <exception cref="MalformedContentException">It has no start, or ends before it (<c>invalid-trusted-root</c>).</exception>
    public static ValidityPeriod Check(DescribedValidity? validity, string owner)
    {
        if (validity?.Start is not { } startText)
            throw TrustedRootJson.Invalid($"The trusted root does not say from when on {owner} is valid.", "validFor with a start", validity is null ? "no validFor" : "validFor without a start");
        var start = ProtobufTime.ReadFirst(startText);
        if (validity.End is not { } endText)
            return new(start, null);
        var end = ProtobufTime.ReadLast(endText);
        return start <= end
            ? new(start, end)
            : throw TrustedRootJson.Invalid($"In the trusted root the validity of {owner} ends before it starts.", $"an end at or after {startText}", endText);
    }
}
