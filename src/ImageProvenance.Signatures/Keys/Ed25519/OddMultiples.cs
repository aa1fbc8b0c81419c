namespace ImageProvenance.Signatures;

/// <summary>A point P, 3 P, 5 P and so on: what a multiplication by a scalar in non-adjacent form adds. Immutable and thread-safe.</summary>
internal sealed class OddMultiples
{
    private readonly EdwardsPoint.Addend[] _multiples;

    /// <summary>Computes the multiples that digits of a width need.</summary>
    public OddMultiples(EdwardsPoint point, int width)
    {
        Width = width;
        _multiples = new EdwardsPoint.Addend[1 << (width - 2)];
        var twice = EdwardsPoint.Addend.Of(point.Double());
        for (int i = 0; i < _multiples.Length; i++, point += twice)
            _multiples[i] = EdwardsPoint.Addend.Of(point);
    }

    /// <summary>The width, in bits, of the digits that these are the multiples for.</summary>
    public int Width { get; }

    /// <summary>Adds the multiple of a digit, which is odd or zero, to a sum.</summary>
    public void AddTo(ref EdwardsPoint sum, int digit)
    {
        if (digit > 0)
            sum += _multiples[digit / 2];
        else if (digit < 0)
            sum += -_multiples[-digit / 2];
    }
}
