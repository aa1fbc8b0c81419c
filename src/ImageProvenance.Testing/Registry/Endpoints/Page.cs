namespace ImageProvenance.Testing;

/// <summary>A part of a list; <see cref="Last"/> is the key to ask for the next part by, or null where the list ends.</summary>
internal readonly record struct Page<T>(IReadOnlyList<T> Items, string? Last);

/// <summary>Cuts lists into pages.</summary>
internal static class Page
{
    /// <summary>The items after the one whose key is <paramref name="last"/>; all of them if the size is not positive.</summary>
    public static Page<T> Of<T>(List<T> items, Func<T, string> key, string? last, int size)
    {
        int start = last is null ? 0 : items.FindIndex(item => key(item) == last) + 1;
        int count = size <= 0 ? items.Count - start : Math.Min(size, items.Count - start);
        bool ends = start + count == items.Count;
        return new(items.GetRange(start, count), ends || count == 0 ? null : key(items[start + count - 1]));
    }
}
