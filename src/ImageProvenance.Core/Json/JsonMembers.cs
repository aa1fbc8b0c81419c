using System.Text;

namespace ImageProvenance;

/// <summary>The members that a reader knows of one kind of JSON object, at most 64. Immutable and thread-safe.</summary>
public sealed class JsonMembers
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;

    /// <summary>Creates the set from the members' exact names.</summary>
    /// <exception cref="ArgumentException">More than 64 names.</exception>
    public JsonMembers(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        if (names.Length > 64)
            throw new ArgumentException("A JSON object has at most 64 known members.", nameof(names));
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    internal string this[int index] => _names[index];

    internal int IndexOf(ReadOnlySpan<byte> utf8Name)
    {
        for (int i = 0; i < _utf8.Length; i++)
            if (utf8Name.SequenceEqual(_utf8[i]))
                return i;
        return -1;
    }

    internal int IndexOf(string name) => Array.IndexOf(_names, name);

    /// <summary>The known member that a name equals but for its case, as lenient parsers fold it, or null.</summary>
    internal string? CaseVariantOf(ReadOnlySpan<byte> utf8Name)
    {
        foreach (string known in _names)
            if (Ascii.EqualsIgnoreCase(utf8Name, known))
                return known;
        return Ascii.IsValid(utf8Name) ? null : CaseVariantOf(Encoding.UTF8.GetString(utf8Name));
    }

    // Go's encoding/json folds by Unicode, where these two letters equal ASCII ones; .NET's ordinal comparison does not.
    internal string? CaseVariantOf(string name)
    {
        string folded = name.Replace('\u017F', 's').Replace('\u212A', 'k');
        return Array.Find(_names, known => known.Equals(folded, StringComparison.OrdinalIgnoreCase));
    }
}
