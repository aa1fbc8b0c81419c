namespace ImageProvenance.Attestations;

/// <summary>
/// An in-toto statement: what some predicate says about some subjects. It says so, and proves nothing until a signature
/// over it has been verified. Immutable and thread-safe.
/// </summary>
/// <remarks>in-toto attestation, statement.md, v0.1 and v1 (1.0, 1.1 and 1.2 share a type).</remarks>
public sealed class InTotoStatement
{
    /// <summary>The type of a statement of version 0.1, as BuildKit and cosign write it.</summary>
    public const string TypeV01 = "https://in-toto.io/Statement/v0.1";

    /// <summary>The type of a statement of version 1.</summary>
    public const string TypeV1 = "https://in-toto.io/Statement/v1";

    /// <summary>The most subjects that are read of one statement.</summary>
    public const int MaxSubjects = 1024;

    private static readonly JsonMembers Known = new("_type", "subject", "predicateType", "predicate");

    private InTotoStatement(string type, string predicateType, IReadOnlyList<ResourceDescriptor> subjects, ReadOnlyMemory<byte> predicate) =>
        (Type, PredicateType, Subjects, Predicate) = (type, predicateType, subjects, predicate);

    /// <summary>The statement's type: <see cref="TypeV01"/> or <see cref="TypeV1"/>.</summary>
    public string Type { get; }

    /// <summary>The predicate's type, a URI that is compared exactly.</summary>
    public string PredicateType { get; }

    /// <summary>The subjects in the statement's order. Without any the statement can be shown, and names nothing.</summary>
    public IReadOnlyList<ResourceDescriptor> Subjects { get; }

    /// <summary>The predicate's JSON as it stands in the statement; empty where it is absent or <c>null</c>.</summary>
    public ReadOnlyMemory<byte> Predicate { get; }

    /// <summary>Whether a DSSE payload of this type is a statement: <c>application/vnd.in-toto+json</c>, or <c>application/vnd.in-toto.PREDICATE+json</c>.</summary>
    /// <remarks>in-toto attestation 1.1, envelope.md. The middle part is a hint; <see cref="PredicateType"/> decides.</remarks>
    public static bool IsPayloadType(string payloadType)
    {
        const string prefix = "application/vnd.in-toto.", suffix = "+json";
        ArgumentNullException.ThrowIfNull(payloadType);
        return payloadType == MediaTypes.InToto
            || (payloadType.Length > prefix.Length + suffix.Length
                && payloadType.StartsWith(prefix, StringComparison.Ordinal)
                && payloadType.EndsWith(suffix, StringComparison.Ordinal));
    }

    /// <summary>Reads a statement.</summary>
    /// <param name="utf8">The statement's JSON, as received: the payload that was or will be verified.</param>
    /// <exception cref="MalformedContentException">
    /// <c>malformed-json</c>; <c>too-many</c> subjects or digests; <c>unknown-statement-type</c>; <c>invalid-statement</c>:
    /// no predicate type.
    /// </exception>
    public static InTotoStatement Parse(ReadOnlyMemory<byte> utf8) => StrictJsonReader.Parse(utf8, "in-toto statement", Read);

    /// <summary>Reads the statement in an envelope: the signed payload type says that there is one.</summary>
    /// <exception cref="MalformedContentException">As for its payload alone, or another payload (<c>unknown-payload-type</c>).</exception>
    public static InTotoStatement Parse(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return IsPayloadType(envelope.PayloadType)
            ? Parse(envelope.Payload)
            : throw new MalformedContentException("unknown-payload-type", "A DSSE envelope holds no in-toto statement.", MediaTypes.InToto, envelope.PayloadType);
    }

    /// <summary>Whether a subject of the statement is this content, by its digests; see <see cref="SubjectsNaming"/>.</summary>
    public bool Names(Subject subject) => SubjectsNaming(subject).Count > 0;

    /// <summary>
    /// The subjects of the statement that are this content: by digest alone (sha256 and sha512), whatever they are
    /// called. An entry of which one digest matches and another that is known differs is none.
    /// </summary>
    /// <remarks>in-toto attestation 1.0, validation.md, "matchedSubjects".</remarks>
    public IReadOnlyList<ResourceDescriptor> SubjectsNaming(Subject subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var digests = new SubjectDigests(subject);
        return Subjects.Where(entry => digests.Match(entry.Digest)).ToList().AsReadOnly();
    }

    private static InTotoStatement Read(ref StrictJsonReader json)
    {
        string? type = null, predicateType = null;
        List<ResourceDescriptor> subjects = [];
        ReadOnlyMemory<byte> predicate = default;

        var scope = json.BeginObject(Known);
        while (json.NextMember(ref scope) is { } member)
        {
            switch (member)
            {
                case "_type": type = json.ReadText(); break;
                case "subject": subjects = json.ReadArray(ResourceDescriptorJson.Read, MaxSubjects); break;
                case "predicateType": predicateType = json.ReadText(); break;
                case "predicate": predicate = json.ReadRaw(); break;
            }
        }

        return type is not (TypeV01 or TypeV1)
                ? throw new MalformedContentException("unknown-statement-type", "A statement has a type that is not read.", $"{TypeV01} or {TypeV1}", type ?? "none")
            : predicateType is null ? throw new MalformedContentException("invalid-statement", "A statement has no predicate type.")
            : new(type, predicateType, subjects.AsReadOnly(), predicate);
    }
}
