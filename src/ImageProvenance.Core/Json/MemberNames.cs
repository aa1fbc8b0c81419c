using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ImageProvenance;

/// <summary>
/// The names seen in one JSON object, to refuse a second one of the same name, escaped or not. The first few are kept
/// as places in the document, so that small objects cost no allocation; large ones become a hash set, so that an
/// object made of a million names costs no quadratic time.
/// </summary>
internal struct MemberNames
{
    private Places _places;
    private int _count;
    private HashSet<string>? _set;

    /// <summary>Notes the name that the reader stands on; false if the object had it already.</summary>
    public bool Add(ReadOnlySpan<byte> document, scoped ref Utf8JsonReader reader)
    {
        if (_set is null && _count < Places.Length && !reader.ValueIsEscaped)
        {
            for (int i = 0; i < _count; i++)
                if (reader.ValueSpan.SequenceEqual(document.Slice(_places[i].Start, _places[i].Length)))
                    return false;
            _places[_count++] = (checked((int)reader.TokenStartIndex) + 1, reader.ValueSpan.Length);
            return true;
        }

        if (_set is null)
        {
            _set = new(StringComparer.Ordinal);
            for (int i = 0; i < _count; i++)
                _set.Add(System.Text.Encoding.UTF8.GetString(document.Slice(_places[i].Start, _places[i].Length)));
        }

        return _set.Add(reader.GetString()!);
    }

    [InlineArray(Length)]
    private struct Places
    {
        public const int Length = 12;
        private (int Start, int Length) _element;
    }
}
