namespace ImageProvenance.Signatures;

/// <summary>Counts what thresholds count: how many different ones there are. The lists are short, by the caps on what is read.</summary>
internal static class Distinct
{
    public static int Count<T>(IReadOnlyList<T> items, Func<T, string> countedAs)
    {
        int count = 0;
        for (int i = 0; i < items.Count; i++)
        {
            bool isNew = true;
            for (int j = 0; j < i && isNew; j++)
                isNew = countedAs(items[i]) != countedAs(items[j]);
            count += isNew ? 1 : 0;
        }

        return count;
    }
}
