namespace ImageProvenance.Oci;

/// <summary>One challenge of a registry: how it wants to be told who asks.</summary>
/// <param name="Scheme">The scheme in lower case: <c>bearer</c>, <c>basic</c>.</param>
/// <param name="Parameters">The parameters, names in lower case.</param>
/// <remarks>RFC 9110, 11.6.1; Docker's token authentication: <c>realm</c>, <c>service</c>, <c>scope</c>.</remarks>
internal sealed record AuthChallenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    // Challenges are remembered, and a header may have far more in it than any registry has to say.
    private const int MaxParameters = 16;
    private const int MaxLength = 2 << 10;
    private const int MaxScopeLength = 4 << 10;

    public bool IsBasic => Scheme == "basic";

    public bool IsBearer => Scheme == "bearer";

    /// <summary>Whether the token that was sent is good, and only does not allow enough.</summary>
    /// <remarks>RFC 6750, 3.1.</remarks>
    public bool IsInsufficientScope => IsBearer && this["error"] == "insufficient_scope";

    /// <summary>A parameter; null where it is missing or empty.</summary>
    public string? this[string name] => Parameters.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The challenges of an answer, in its order.</summary>
    public static IReadOnlyList<AuthChallenge> ReadAll(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues("WWW-Authenticate", out var values) ? [.. values.SelectMany(ReadAll)] : [];

    /// <summary>The challenges of one header, without those that are too long; what follows a mistake in it is left.</summary>
    public static IReadOnlyList<AuthChallenge> ReadAll(string header)
    {
        var challenges = new List<AuthChallenge>();
        var text = new ChallengeText(header);
        while (text.ReadScheme() is { } scheme)
        {
            var parameters = new Dictionary<string, string>();
            bool isSound = true;
            while (text.ReadParameter() is { } parameter)
                isSound &= parameters.Count < MaxParameters && IsShort(parameter.Name, parameter.Value) && parameters.TryAdd(parameter.Name, parameter.Value);

            // A parameter given twice means something else to every reader.
            if (isSound)
                challenges.Add(new(scheme, parameters));
        }

        return challenges;
    }

    private static bool IsShort(string name, string value) => name.Length + value.Length <= (name == "scope" ? MaxScopeLength : MaxLength);
}
