namespace ImageProvenance.Signatures;

/// <summary>Reads the logs of a trusted root.</summary>
/// <remarks>sigstore protobuf-specs, sigstore_trustroot.proto, <c>TransparencyLogInstance</c>.</remarks>
internal static class LogJson
{
    private static readonly JsonMembers LogMembers = new("baseUrl", "hashAlgorithm", "publicKey", "logId", "checkpointKeyId", "operator");
    private static readonly JsonMembers KeyMembers = new("rawBytes", "keyDetails", "validFor");
    private static readonly JsonMembers LogIdMembers = new("keyId");

    public static DescribedLog Read(ref StrictJsonReader json)
    {
        var log = new DescribedLog();
        var scope = json.BeginObject(LogMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            log = member switch
            {
                "baseUrl" => log with { BaseUrl = json.ReadString() },
                "hashAlgorithm" => log with { HashAlgorithm = ProtobufEnum.Read(ref json) },
                "publicKey" => log with { Key = ReadKey(ref json) },
                "logId" => log with { LogId = ReadLogId(ref json) },
                "checkpointKeyId" => log with { CheckpointKeyId = ReadLogId(ref json) },
                _ => log with { Operator = json.ReadString() is { Length: > 0 } name ? name : null },
            };
        }

        return log;
    }

    private static DescribedLogKey ReadKey(ref StrictJsonReader json)
    {
        byte[] rawBytes = [];
        ProtobufEnum details = default;
        DescribedValidity? validity = null;

        var scope = json.BeginObject(KeyMembers);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "rawBytes": rawBytes = json.ReadBase64(); break;
                case "keyDetails": details = ProtobufEnum.Read(ref json); break;
                case "validFor": validity = DescribedValidity.Read(ref json); break;
            }
        }

        return new(rawBytes, details, validity);
    }

    private static byte[] ReadLogId(ref StrictJsonReader json)
    {
        byte[] keyId = [];
        var scope = json.BeginObject(LogIdMembers);
        while (json.NextMember(ref scope) is { })
            keyId = json.ReadBase64();
        return keyId;
    }
}
