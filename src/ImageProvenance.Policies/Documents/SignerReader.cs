using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>Reads who has to have signed.</summary>
internal sealed class SignerReader(Func<string, string>? readKeyFile)
{
    private const string Known = "'keys', 'keyless', 'gitHubActions', 'gitLabCI', 'google' or 'other'";

    private readonly KeyReader _keys = new(readKeyFile);

    /// <summary>Reads the member <c>by</c> of a requirement. Null means the same signer; what could not be read has its mistake, and a signer that nobody can be.</summary>
    public SignerBuilder? Read(PolicyNode requirement, Dictionary<string, PolicyNode> members, bool mayBeSame)
    {
        if (!members.TryGetValue("by", out var by))
        {
            requirement.Mistake("'by' is missing: who has to have signed?");
            return null;
        }

        if (by.Kind == JsonValueKind.String)
        {
            if (by.Text() != "same-signer" || !mayBeSame)
                by.Mistake(mayBeSame ? $"write \"same-signer\", or an object with {Known}." : $"write an object with {Known}.");
            return null;
        }

        var signer = new SignerBuilder();
        Read(by, signer);
        return signer;
    }

    private void Read(PolicyNode by, SignerBuilder signer)
    {
        var kinds = by.Members(["keys", .. ThresholdReader.OfAny, "keyless", "gitHubActions", "gitLabCI", "google", "other"]);
        if (kinds.TryGetValue("keys", out var keys))
            foreach (var key in keys.Items())
                _keys.Read(key, signer);
        if (kinds.ContainsKey("keys"))
            ThresholdReader.Read(kinds, signer);
        else
            foreach (string member in ThresholdReader.OfAny)
                if (kinds.TryGetValue(member, out var misplaced))
                    misplaced.Mistake("it stands beside 'keys' only; of another signer it is a member.");

        if (kinds.TryGetValue("keyless", out var keyless))
            KeylessReader.ReadKeyless(keyless, signer);
        if (kinds.TryGetValue("gitHubActions", out var gitHub))
            KeylessReader.ReadGitHubActions(gitHub, signer);
        if (kinds.TryGetValue("gitLabCI", out var gitLab))
            KeylessReader.ReadGitLabCI(gitLab, signer);
        if (kinds.TryGetValue("google", out var google))
            KeylessReader.ReadGoogle(google, signer);
        if (kinds.TryGetValue("other", out var other))
            ReadOther(other, signer);
    }

    private static void ReadOther(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members(["kind", "identity", .. ThresholdReader.OfAny]);
        signer.Other(members.Text("kind") ?? "", members.Text("identity") ?? "");
        ThresholdReader.Read(members, signer);
    }
}
