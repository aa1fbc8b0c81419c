using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>
/// Reads policy documents, strictly: members that are unknown or given twice are mistakes, and every mistake is listed.
/// What it reads goes through the same builders as code, so a document can say nothing that code could not.
/// </summary>
/// <remarks>docs/policy.md describes the shape.</remarks>
internal static class PolicyDocumentReader
{
    private const int MaxCharacters = 1 << 20;

    public static VerificationPolicy Read(string json, Func<string, string>? readKeyFile)
    {
        var mistakes = new List<PolicyMistake>();
        var policy = Parse(json, readKeyFile, mistakes);
        return mistakes.Count == 0 ? policy! : throw new PolicyException(mistakes);
    }

    private static VerificationPolicy? Parse(string json, Func<string, string>? readKeyFile, List<PolicyMistake> mistakes)
    {
        if (json.Length > MaxCharacters)
        {
            mistakes.Add(new("$", $"the document is too large: at most {MaxCharacters} characters."));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return ReadPolicy(new(document.RootElement, "$", mistakes), new RequirementReader(readKeyFile), mistakes);
        }
        catch (Exception e) when (e is JsonException or ArgumentException { ParamName: null })
        {
            // The framework's ArgumentException, which is no parameter's, is for text that is no UTF-16.
            mistakes.Add(new("$", $"the document is not JSON: {e.Message}"));
            return null;
        }
    }

    private static VerificationPolicy? ReadPolicy(PolicyNode node, RequirementReader requirements, List<PolicyMistake> mistakes)
    {
        var members = node.Members("$schema", "version", "name", "rules", "otherwise");
        if (node.Kind != JsonValueKind.Object)
            return null;

        if (members.TryGetValue("$schema", out var schema))
            schema.Text();
        if (!members.TryGetValue("version", out var version))
            node.Mistake("'version' is missing; write 1.");
        else if (!version.IsNumber(1))
            version.Mistake("the version is not known here; write 1.");

        string? name = null;
        if (members.TryGetValue("name", out var nameNode))
            name = nameNode.Text();
        else
            node.Mistake("'name' is missing.");

        var builder = new VerificationPolicyBuilder(name ?? "unnamed");
        if (members.TryGetValue("rules", out var rules))
        {
            var items = rules.Items();
            foreach (var rule in items)
                ReadRule(rule, builder, requirements);
        }

        if (members.TryGetValue("otherwise", out var otherwise))
            ReadOtherwise(otherwise, builder, requirements);
        return builder.BuildWith(mistakes);
    }

    private static void ReadRule(PolicyNode node, VerificationPolicyBuilder policy, RequirementReader requirements)
    {
        var members = node.Members("name", "images", "except", "mode", "require", "deny");
        var images = members.TryGetValue("images", out var patterns) ? Texts(patterns) : [];
        if (!members.ContainsKey("images"))
            node.Mistake("'images' is missing.");

        policy.ForImages(images, rule =>
        {
            if (members.TryGetValue("name", out var name) && name.Text() is { } text)
                rule.Named(text);
            if (members.TryGetValue("except", out var except))
                rule.Except(Texts(except));
            ReadBody(rule, members, requirements);
        });
    }

    private static void ReadOtherwise(PolicyNode node, VerificationPolicyBuilder policy, RequirementReader requirements)
    {
        if (node.Kind == JsonValueKind.Object)
        {
            var members = node.Members("mode", "require", "deny");
            policy.Otherwise(rule => ReadBody(rule, members, requirements));
        }
        else if (node.Text() is { } text and not "deny")
        {
            node.Mistake($"'{text}' is no decision here; write \"deny\", or an object with 'require' or 'deny'.");
        }
    }

    private static void ReadBody(RuleBuilder rule, Dictionary<string, PolicyNode> members, RequirementReader requirements)
    {
        if (members.TryGetValue("mode", out var mode) && mode.Text() is { } text)
        {
            if (text == "warn")
                rule.Warn();
            else if (text != "enforce")
                mode.Mistake($"'{text}' is no mode; write \"enforce\" or \"warn\".");
        }

        if (members.TryGetValue("deny", out var deny))
            rule.Deny(deny.Text() ?? "");
        if (members.TryGetValue("require", out var require))
            requirements.ReadInto(rule, require);
    }

    private static List<string> Texts(PolicyNode node) => [.. node.Items().Select(item => item.Text()).OfType<string>()];
}
