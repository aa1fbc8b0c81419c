using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>Reads the requirements of a policy document into drafts.</summary>
internal sealed class RequirementReader(Func<string, string>? readKeyFile)
{
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
                return ReadSigner(node, members, mayBeSame: false) is { } signer ? new SignatureDraft(signer) { Path = node.Path } : null;
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
        var signer = ReadSigner(node, members, mayBeSame: true);
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
        string? Text(string member) => members.TryGetValue(member, out var value) ? value.Text() : null;
        return new() { BuilderId = Text("builderId"), Source = Text("source"), Revision = Text("revision"), BuildType = Text("buildType") };
    }

    // Null means the same signer; what could not be read has its mistake, and a signer that nobody can be.
    private SignerBuilder? ReadSigner(PolicyNode node, Dictionary<string, PolicyNode> members, bool mayBeSame)
    {
        if (!members.TryGetValue("by", out var by))
        {
            node.Mistake("'by' is missing: who has to have signed?");
            return null;
        }

        if (by.Kind == JsonValueKind.String)
        {
            if (by.Text() != "same-signer" || !mayBeSame)
                by.Mistake(mayBeSame ? "write \"same-signer\", or an object with 'keys' or 'other'." : "write an object with 'keys' or 'other'.");
            return null;
        }

        var signer = new SignerBuilder();
        var kinds = by.Members("keys", "other");
        if (kinds.TryGetValue("keys", out var keys))
            foreach (var key in keys.Items())
                ReadKey(key, signer);
        if (kinds.TryGetValue("other", out var other))
        {
            var parts = other.Members("kind", "identity");
            signer.Other(parts.TryGetValue("kind", out var kind) ? kind.Text() ?? "" : "", parts.TryGetValue("identity", out var identity) ? identity.Text() ?? "" : "");
        }

        return signer;
    }

    private void ReadKey(PolicyNode node, SignerBuilder signer)
    {
        var members = node.Members("file", "pem", "algorithm");
        string? algorithm = members.TryGetValue("algorithm", out var named) ? named.Text() : null;
        bool hasFile = members.TryGetValue("file", out var file);
        bool hasPem = members.TryGetValue("pem", out var pem);
        if (hasFile == hasPem)
            node.Mistake("a key has either 'file' or 'pem'.");
        else if (hasPem && pem.Text() is { } text)
            AddKey(pem, signer, text, algorithm);
        else if (hasFile && file.Text() is { } path)
            ReadKeyFile(file, signer, path, algorithm);
    }

    private void ReadKeyFile(PolicyNode node, SignerBuilder signer, string path, string? algorithm)
    {
        if (readKeyFile is null)
        {
            node.Mistake("key files cannot be read here; write the key as 'pem', or load the policy from its file.");
            return;
        }

        try
        {
            AddKey(node, signer, readKeyFile(path), algorithm);
        }
        catch (IOException e)
        {
            node.Mistake($"the key file '{path}' cannot be read: {e.Message}");
        }
    }

    private static void AddKey(PolicyNode node, SignerBuilder signer, string pem, string? algorithm)
    {
        try
        {
            signer.Keys(Signatures.PublicKey.FromPem(pem, algorithm));
        }
        catch (MalformedContentException e)
        {
            node.Mistake(e.Failure.ToString());
        }
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
