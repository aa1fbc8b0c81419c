using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageProvenance.Policies;

/// <summary>Writes a policy as the document that reads as the same policy.</summary>
internal static class PolicyDocumentWriter
{
    public static string Write(VerificationPolicy policy, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            WritePolicy(json, policy);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WritePolicy(Utf8JsonWriter json, VerificationPolicy policy)
    {
        json.WriteStartObject();
        json.WriteNumber("version", 1);
        json.WriteString("name", policy.Name);
        if (policy.Rules.Count > 0)
        {
            json.WriteStartArray("rules");
            foreach (var rule in policy.Rules)
            {
                json.WriteStartObject();
                json.WriteString("name", rule.Name);
                WriteTexts(json, "images", rule.Images);
                if (rule.Except.Count > 0)
                    WriteTexts(json, "except", rule.Except);
                WriteBody(json, rule);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        if (policy.Otherwise.Requirement is null && policy.Otherwise.Denial == PolicyRule.NoRule)
        {
            json.WriteString("otherwise", "deny");
        }
        else
        {
            json.WriteStartObject("otherwise");
            WriteBody(json, policy.Otherwise);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteBody(Utf8JsonWriter json, PolicyRule rule)
    {
        if (rule.IsWarning)
            json.WriteString("mode", "warn");
        if (rule.Denial is not null)
            json.WriteString("deny", rule.Denial);
        if (rule.Requirement is not null)
        {
            json.WritePropertyName("require");
            WriteRequirement(json, rule.Requirement);
        }
    }

    private static void WriteRequirement(Utf8JsonWriter json, Requirement requirement)
    {
        json.WriteStartObject();
        switch (requirement)
        {
            case AllOfRequirement all:
                WriteRequirements(json, "allOf", all.Requirements);
                break;
            case AnyOfRequirement any:
                WriteRequirements(json, "anyOf", any.Requirements);
                break;
            case SignatureRequirement signature:
                json.WriteString("type", requirement.Type);
                SignerWriter.Write(json, signature.By);
                break;
            case AttestationRequirement attestation:
                json.WriteString("type", requirement.Type);
                json.WriteString("predicateType", attestation.PredicateType);
                if (attestation.IsSameSigner)
                    json.WriteString("by", "same-signer");
                else
                    SignerWriter.Write(json, attestation.By);
                WriteProvenance(json, attestation.Provenance);
                break;
            default:
                json.WriteString("type", requirement.Type);
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteRequirements(Utf8JsonWriter json, string member, IReadOnlyList<Requirement> requirements)
    {
        json.WriteStartArray(member);
        foreach (var requirement in requirements)
            WriteRequirement(json, requirement);
        json.WriteEndArray();
    }

    private static void WriteProvenance(Utf8JsonWriter json, ProvenanceConstraints? provenance)
    {
        if (provenance is null)
            return;
        json.WriteStartObject("provenance");
        foreach (var (member, value) in new[]
        {
            ("builderId", provenance.BuilderId), ("source", provenance.Source), ("revision", provenance.Revision), ("buildType", provenance.BuildType),
        })
        {
            if (value is not null)
                json.WriteString(member, value);
        }

        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string member, IReadOnlyList<ImagePattern> patterns)
    {
        json.WriteStartArray(member);
        foreach (var pattern in patterns)
            json.WriteStringValue(pattern.Text);
        json.WriteEndArray();
    }
}
