namespace ImageProvenance;

/// <summary>What a <see cref="StrictJsonReader"/> has seen of the object that it is in. A local of the reading method.</summary>
public struct JsonObjectScope
{
    internal JsonObjectScope(JsonMembers members) => Members = members;

    internal MemberNames Others;

    internal JsonMembers Members { get; }

    private ulong _seen;

    internal bool See(int index)
    {
        ulong bit = 1UL << index;
        bool isNew = (_seen & bit) == 0;
        _seen |= bit;
        return isNew;
    }
}
