namespace ImageProvenance.Oci;

/// <summary>What a registry says about an error, the first of its list: unproven text for a message, nothing more.</summary>
/// <remarks>OCI distribution-spec, "Error Codes".</remarks>
internal static class RegistryErrorBody
{
    private static readonly JsonMembers Body = new("errors", "details");
    private static readonly JsonMembers Error = new("code", "message");

    /// <summary>Code and message as one clean line; null where the body has none, or is no such document.</summary>
    public static async Task<string?> ReadAsync(HttpResponseMessage response, int maxBytes, FetchBudget budget, CancellationToken cancellationToken)
    {
        try
        {
            byte[] body = await BodyReader.ReadStartAsync(response, maxBytes, budget, cancellationToken).ConfigureAwait(false);
            return body.Length == 0 ? null : StrictJsonReader.Parse(body, "registry error", First);
        }
        catch (Exception e) when (e is MalformedContentException or SourceException { Kind: not SourceErrorKind.BudgetExhausted })
        {
            // The status says enough; the body was only to say it better.
            return null;
        }
    }

    private static string? First(ref StrictJsonReader json)
    {
        string? first = null;
        var scope = json.BeginObject(Body);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "errors")
                first = json.ReadArray(One, 1000).FirstOrDefault(text => text.Length > 0);
            else
                json.ReadRaw();
        }

        return first;
    }

    private static string One(ref StrictJsonReader json)
    {
        string? code = null, message = null;
        var scope = json.BeginObject(Error);
        while (json.NextMember(ref scope) is { } member)
        {
            if (member == "code")
                code = json.ReadString();
            else
                message = json.ReadString();
        }

        return RemoteText.Clean(string.Join(": ", new[] { code, message }.Where(part => !string.IsNullOrEmpty(part))));
    }
}
