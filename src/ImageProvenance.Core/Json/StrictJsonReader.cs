using System.Buffers;
using System.Buffers.Text;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Unicode;

namespace ImageProvenance;

/// <summary>Reads one value of a document, with the reader standing on its first token.</summary>
public delegate T JsonValueParser<out T>(ref StrictJsonReader json);

/// <summary>
/// A forward-only reader of JSON that other people wrote. It refuses what parsers disagree about, anywhere in the
/// document: a member given twice (escaped spellings too), a known member in another case, invalid UTF-8, comments,
/// trailing commas and trailing data, nesting beyond a cap. Unknown members are skipped, with the same checks inside.
/// A member whose value is <c>null</c> reads as absent. Not thread-safe: a reader belongs to one call.
/// </summary>
/// <remarks>RFC 8259, 4, leaves duplicates open; in-toto/specification#74 shows what comes of it; null is protobuf-JSON's rule. Every error is a
/// <see cref="MalformedContentException"/> with code <c>malformed-json</c>, naming document, member and byte.</remarks>
public ref struct StrictJsonReader
{
    /// <summary>The default cap on nesting: BuildKit's largest provenance has about 20 levels.</summary>
    public const int DefaultMaxDepth = 64;

    private static readonly SearchValues<byte> Base64Alphabet = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);

    private readonly ReadOnlyMemory<byte> _utf8;
    private readonly string _document;
    private Utf8JsonReader _reader;
    private string? _member;

    private StrictJsonReader(ReadOnlyMemory<byte> utf8, string document, int maxDepth)
    {
        _utf8 = utf8;
        _document = document;
        _reader = new(utf8.Span, new JsonReaderOptions { MaxDepth = maxDepth });
    }

    /// <summary>Parses a whole document.</summary>
    /// <param name="utf8">The document, as received.</param>
    /// <param name="document">What the document is, for messages: "image manifest".</param>
    /// <param name="parse">Reads the document's one value.</param>
    /// <param name="maxDepth">The cap on nesting.</param>
    /// <exception cref="MalformedContentException">The document is not strict JSON of the shape that is read.</exception>
    public static T Parse<T>(ReadOnlyMemory<byte> utf8, string document, JsonValueParser<T> parse, int maxDepth = DefaultMaxDepth)
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (!Utf8.IsValid(utf8.Span))
            throw new MalformedContentException("malformed-json", $"The {document} is not UTF-8.");

        var json = new StrictJsonReader(utf8, document, maxDepth);
        try
        {
            if (!json._reader.Read())
                throw json.Error("is empty", "a JSON value", "nothing");
            T value = parse(ref json);
            return !json._reader.Read() ? value : throw json.Error("has data after its end", "the end", json._reader.TokenType.ToString());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The framework's reader says where; an escaped lone surrogate ends as its InvalidOperationException.
            throw new MalformedContentException(
                new Failure("malformed-json", $"The {document} is not strict JSON: {FirstSentence(e.Message)}"), e);
        }
    }

    /// <summary>Enters the object that the reader stands on.</summary>
    public readonly JsonObjectScope BeginObject(JsonMembers members) => _reader.TokenType == JsonTokenType.StartObject
        ? new(members)
        : throw WrongType("an object");

    /// <summary>
    /// Moves to the next known member that has a value, and stands on that value; null at the object's end.
    /// </summary>
    public string? NextMember(ref JsonObjectScope scope)
    {
        while (ReadToken() == JsonTokenType.PropertyName)
        {
            int index = _reader.ValueIsEscaped ? scope.Members.IndexOf(_reader.GetString()!) : scope.Members.IndexOf(_reader.ValueSpan);
            bool isNew = index < 0 ? scope.Others.Add(_utf8.Span, ref _reader) : scope.See(index);
            string? variant = index >= 0 ? null
                : _reader.ValueIsEscaped ? scope.Members.CaseVariantOf(_reader.GetString()!) : scope.Members.CaseVariantOf(_reader.ValueSpan);
            if (!isNew)
                throw Error($"has the member '{_reader.GetString()}' twice");
            if (variant is not null)
                throw Error("has a member that differs from a known one only in case", variant, _reader.GetString());

            _member = index < 0 ? _member : scope.Members[index];
            ReadToken();
            if (index < 0)
                Skip();
            else if (_reader.TokenType != JsonTokenType.Null)
                return _member;
        }

        return null;
    }

    /// <summary>Enters the array that the reader stands on.</summary>
    public readonly void BeginArray()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
            throw WrongType("an array");
    }

    /// <summary>Moves to the array's next item and stands on it; false at the array's end.</summary>
    public bool NextItem() => ReadToken() != JsonTokenType.EndArray;

    /// <summary>Reads an array of values.</summary>
    /// <param name="parse">Reads one item.</param>
    /// <param name="max">The most items that are read; one more is refused.</param>
    public List<T> ReadArray<T>(JsonValueParser<T> parse, int max)
    {
        ArgumentNullException.ThrowIfNull(parse);
        BeginArray();
        string? member = _member;
        var items = new List<T>();
        while (NextItem())
        {
            if (items.Count == max)
                throw new MalformedContentException("too-many", $"The {_document} has too many items in '{member}'.", $"at most {max}", "more");
            items.Add(parse(ref this));
        }

        return items;
    }

    /// <summary>Reads a string.</summary>
    public readonly string ReadString() => _reader.TokenType == JsonTokenType.String ? _reader.GetString()! : throw WrongType("a string");

    /// <summary>Reads a string as UTF-8.</summary>
    public readonly byte[] ReadUtf8()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw WrongType("a string");
        byte[] utf8 = new byte[_reader.ValueSpan.Length];
        int length = _reader.CopyString(utf8);
        return length == utf8.Length ? utf8 : utf8[..length];
    }

    /// <summary>Reads a boolean.</summary>
    public readonly bool ReadBoolean() => _reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw WrongType("true or false"),
    };

    /// <summary>Reads a whole number; fractions, exponents and what does not fit are refused.</summary>
    public readonly long ReadInt64() => _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long value)
        ? value
        : throw WrongType("a whole number of 64 bits");

    /// <summary>Reads a whole number that protobuf-JSON may also write as a string: as JSON writes it, without a plus sign or leading zeros.</summary>
    public readonly long ReadInt64OrString()
    {
        if (_reader.TokenType != JsonTokenType.String)
            return ReadInt64();
        return Utf8Parser.TryParse(_reader.ValueSpan, out long value, out int used) && used == _reader.ValueSpan.Length && IsCanonical(_reader.ValueSpan)
            ? value
            : throw WrongType("a whole number of 64 bits, as a number or a string");
    }

    private static bool IsCanonical(ReadOnlySpan<byte> number) => number is [(byte)'0'] or [>= (byte)'1', ..] or [(byte)'-', >= (byte)'1', ..];

    /// <summary>Reads bytes in standard base64 with padding, strictly: no other alphabet, no line breaks.</summary>
    public readonly byte[] ReadBase64()
    {
        if (_reader.TokenType != JsonTokenType.String)
            throw WrongType("base64 text");
        bool clean = _reader.ValueIsEscaped
            ? !_reader.GetString()!.Any(c => c > 127 || !Base64Alphabet.Contains((byte)c))
            : !_reader.ValueSpan.ContainsAnyExcept(Base64Alphabet);
        return clean && _reader.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : throw WrongType("standard base64 with padding");
    }

    /// <summary>Reads an object whose values are all strings.</summary>
    /// <param name="max">The most members that are read; one more is refused.</param>
    public IReadOnlyDictionary<string, string> ReadStringMap(int max)
    {
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw WrongType("an object of strings");
        string? member = _member;
        Dictionary<string, string>? map = null;
        while (ReadToken() == JsonTokenType.PropertyName)
        {
            string name = _reader.GetString()!;
            ReadToken();
            if (!(map ??= new(StringComparer.Ordinal)).TryAdd(name, ReadString()))
                throw Error($"has the member '{name}' twice");
            if (map.Count > max)
                throw TooManyMembers(member, max);
        }

        return map ?? (IReadOnlyDictionary<string, string>)ReadOnlyDictionary<string, string>.Empty;
    }

    /// <summary>Reads an object whose members have names of the writer's own.</summary>
    /// <param name="parse">Reads one value; <c>null</c> is handed to it like any other.</param>
    /// <param name="max">The most members that are read; one more is refused.</param>
    public Dictionary<string, T> ReadMap<T>(JsonValueParser<T> parse, int max)
    {
        ArgumentNullException.ThrowIfNull(parse);
        if (_reader.TokenType != JsonTokenType.StartObject)
            throw WrongType("an object");
        string? member = _member;
        var map = new Dictionary<string, T>(StringComparer.Ordinal);
        while (ReadToken() == JsonTokenType.PropertyName)
        {
            string name = _reader.GetString()!;
            if (map.ContainsKey(name))
                throw Error($"has the member '{name}' twice");
            if (map.Count == max)
                throw TooManyMembers(member, max);
            ReadToken();
            map.Add(name, parse(ref this));
        }

        return map;
    }

    /// <summary>Takes a value as it stands in the document, checked for duplicates and depth, to be parsed on its own later.</summary>
    public ReadOnlyMemory<byte> ReadRaw()
    {
        int start = checked((int)_reader.TokenStartIndex);
        Skip();
        return _utf8[start..checked((int)_reader.BytesConsumed)];
    }

    /// <summary>An error about the member that the reader stands on.</summary>
    public readonly MalformedContentException Error(string problem, string? expected = null, string? actual = null) =>
        new("malformed-json", $"The {_document} {problem}{(_member is null ? "" : $", at or after its member '{_member}'")}, byte {_reader.TokenStartIndex}.", expected, actual);

    private readonly MalformedContentException TooManyMembers(string? member, int max) =>
        new("too-many", $"The {_document} has too many members in '{member}'.", $"at most {max}", "more");

    private readonly MalformedContentException WrongType(string expected) =>
        Error("has a value of another kind than its format has", expected, _reader.TokenType.ToString());

    private JsonTokenType ReadToken()
    {
        // In one segment the framework's reader throws on truncated input; false would mean a finished document.
        _reader.Read();
        return _reader.TokenType;
    }

    private void Skip()
    {
        if (_reader is { TokenType: JsonTokenType.String, ValueIsEscaped: true })
            _reader.GetString(); // refuses a lone surrogate, which parsers read as different texts

        if (_reader.TokenType == JsonTokenType.StartArray)
        {
            while (ReadToken() != JsonTokenType.EndArray)
                Skip();
        }
        else if (_reader.TokenType == JsonTokenType.StartObject)
        {
            var names = new MemberNames();
            while (ReadToken() == JsonTokenType.PropertyName)
            {
                if (!names.Add(_utf8.Span, ref _reader))
                    throw Error($"has the member '{_reader.GetString()}' twice");
                ReadToken();
                Skip();
            }
        }
    }

    private static string FirstSentence(string message) => message.Split(". ")[0].TrimEnd('.') + ".";
}
