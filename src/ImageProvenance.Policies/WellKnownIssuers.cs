namespace ImageProvenance.Policies;

/// <summary>The issuers of identity tokens that the public Sigstore instance accepts, as its certificates name them.</summary>
/// <remarks>fulcio, docs/oidc.md and config/identity/config.yaml.</remarks>
public static class WellKnownIssuers
{
    /// <summary>GitHub Actions on github.com.</summary>
    public const string GitHubActions = "https://token.actions.githubusercontent.com";

    /// <summary>GitLab CI on gitlab.com.</summary>
    public const string GitLab = "https://gitlab.com";

    /// <summary>Google: people, and service accounts of Google Cloud.</summary>
    public const string Google = "https://accounts.google.com";

    /// <summary>GitHub, for people who sign in with a browser.</summary>
    public const string GitHubLogin = "https://github.com/login/oauth";

    /// <summary>Microsoft, for people who sign in with a browser.</summary>
    public const string Microsoft = "https://login.microsoftonline.com";

    /// <summary>Buildkite.</summary>
    public const string Buildkite = "https://agent.buildkite.com";

    /// <summary>Codefresh.</summary>
    public const string Codefresh = "https://oidc.codefresh.io";

    /// <summary>Chainguard.</summary>
    public const string Chainguard = "https://issuer.enforce.dev";
}
