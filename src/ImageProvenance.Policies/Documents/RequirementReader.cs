using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>Reads the requirements of a policy document into drafts.</summary>
internal sealed class RequirementReader(Func<string, string>? readKeyFile)
{
    private readonly SignerReader _signers = new(readKeyFile);

    /// <summary>Reads what a rule requires; an all-of at the top is the rule's own list.</summary>
    public void ReadInto(RuleBuilder rule, PolicyNode node)
    {
        var draft = Read(node);
        if (draft is GroupDraft { Member: "allOf" } all)
        {
            foreach (var part in all.Drafts)
                rule.Add(part);
        }
        else
        {
            rule.Add(draft);
        }
    }

    private RequirementDraft Read(PolicyNode node) => TryRead(node) ?? new UnreadDraft();

    private RequirementDraft? TryRead(PolicyNode node)
    {
        var members = node.Members("type", "by", "predicateType", "provenance", "allOf", "anyOf");
        if (members.Count == 0)
        {
            if (node.Kind == JsonValueKind.Object)
                node.Mistake("nothing is required here; write 'type', 'allOf' or 'anyOf'.");
            return null;
        }

        if (members.TryGetValue("allOf", out var allOf))
            return Alone(node, members, "allOf") ? new GroupDraft("allOf", ReadAll(allOf), parts => new AllOfRequirement(parts)) { Path = node.Path } : null;
        if (members.TryGetValue("anyOf", out var anyOf))
            return Alone(node, members, "anyOf") ? new GroupDraft("anyOf", ReadAll(anyOf), parts => new AnyOfRequirement(parts)) { Path = node.Path } : null;
        if (!members.TryGetValue("type", out var type))
        {
            node.Mistake("'type' is missing; write signature, attestation, consistent-provenance or digest-reference.");
            return null;
        }

        return ReadTyped(node, type, members);
    }

    private List<RequirementDraft> ReadAll(PolicyNode node) => [.. node.Items().Select(Read)];

    private RequirementDraft? ReadTyped(PolicyNode node, PolicyNode type, Dictionary<string, PolicyNode> members)
    {
        switch (type.Text())
        {
            case "signature":
                Only(members, type, "type", "by");
                return _signers.Read(node, members, mayBeSame: false) is { } signer ? new SignatureDraft(signer) { Path = node.Path } : null;
            case "attestation":
                Only(members, type, "type", "by", "predicateType", "provenance");
                return ReadAttestation(node, members);
            case "consistent-provenance":
                Only(members, type, "type");
                return new ReadyDraft(new ConsistentProvenanceRequirement());
            case "digest-reference":
                Only(members, type, "type");
                return new ReadyDraft(new DigestReferenceRequirement());
            case { } other:
                type.Mistake($"'{other}' is no requirement; write signature, attestation, consistent-provenance or digest-reference.");
                return null;
            default:
                return null;
        }
    }

    private AttestationDraft? ReadAttestation(PolicyNode node, Dictionary<string, PolicyNode> members)
    {
        var signer = _signers.Read(node, members, mayBeSame: true);
        var provenance = members.TryGetValue("provenance", out var constraints) ? ReadProvenance(constraints) : null;
        if (!members.TryGetValue("predicateType", out var predicateType))
            node.Mistake("'predicateType' is missing; write slsa-provenance, sbom, vex, vuln or a predicate type URI.");
        else if (predicateType.Text() is { } text)
            return new AttestationDraft(text, signer, provenance) { Path = node.Path };
        return null;
    }

    private static ProvenanceConstraints ReadProvenance(PolicyNode node)
    {
        var members = node.Members("builderId", "source", "revision", "buildType");
        return new() { BuilderId = members.Text("builderId"), Source = members.Text("source"), Revision = members.Text("revision"), BuildType = members.Text("buildType") };
    }

    private static bool Alone(PolicyNode node, Dictionary<string, PolicyNode> members, string member)
    {
        if (members.Count > 1)
            node.Mistake($"'{member}' stands alone in its object.");
        return members.Count == 1;
    }

    private static void Only(Dictionary<string, PolicyNode> members, PolicyNode type, params ReadOnlySpan<string> allowed)
    {
        foreach (var (name, member) in members)
            if (!allowed.Contains(name))
                member.Mistake($"a requirement of type '{type.Text()}' has no such member.");
    }
}
