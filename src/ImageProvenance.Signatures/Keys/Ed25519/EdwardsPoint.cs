namespace ImageProvenance.Signatures;

/// <summary>
/// A point of edwards25519 in extended homogeneous coordinates: x = X / Z, y = Y / Z, xy = T / Z. For public data only:
/// nothing here takes constant time.
/// </summary>
/// <remarks>RFC 8032, 5.1.2 to 5.1.4. The curve's addition is complete: no pair of points is a special case.</remarks>
internal readonly struct EdwardsPoint(in FieldElement x, in FieldElement y, in FieldElement z, in FieldElement t)
{
    private readonly FieldElement _x = x, _y = y, _z = z, _t = t;

    /// <summary>The curve's d, −121665 / 121666.</summary>
    private static readonly FieldElement D = -FieldElement.From(121665) * FieldElement.From(121666).Invert();

    private static readonly FieldElement TwiceD = D + D;

    /// <summary>The neutral element.</summary>
    public static EdwardsPoint Identity { get; } = new(FieldElement.Zero, FieldElement.One, FieldElement.One, FieldElement.Zero);

    /// <summary>Whether eight times the point is the neutral element: a key there "signs" whatever one likes.</summary>
    public bool HasSmallOrder
    {
        get
        {
            var eightfold = Double().Double().Double();
            return eightfold._x.IsZero && (eightfold._y - eightfold._z).IsZero;
        }
    }

    /// <summary>Reads a point, 32 bytes; false if they are not the one encoding of a point of the curve.</summary>
    /// <remarks>RFC 8032, 5.1.3.</remarks>
    public static bool TryDecode(ReadOnlySpan<byte> encoded, out EdwardsPoint point)
    {
        point = Identity;
        if (!FieldElement.TryDecode(encoded, out var y))
            return false;

        // x^2 = (y^2 - 1) / (d y^2 + 1)
        var y2 = y.Square();
        if (!FieldElement.TryRootOfRatio(y2 - FieldElement.One, (D * y2) + FieldElement.One, out var x))
            return false;

        bool isOdd = encoded[^1] >> 7 != 0;
        if (isOdd && x.IsZero)
            return false;
        x = x.IsOdd == isOdd ? x : -x;
        point = new(x, y, FieldElement.One, x * y);
        return true;
    }

    /// <summary>Writes the point's one encoding, 32 bytes.</summary>
    /// <remarks>RFC 8032, 5.1.2.</remarks>
    public void Encode(Span<byte> encoded)
    {
        var inverse = _z.Invert();
        (_y * inverse).Encode(encoded);
        if ((_x * inverse).IsOdd)
            encoded[^1] |= 0x80;
    }

    public static EdwardsPoint operator -(in EdwardsPoint point) => new(-point._x, point._y, point._z, -point._t);

    public static EdwardsPoint operator +(in EdwardsPoint point, in Addend addend)
    {
        var a = (point._y - point._x) * addend.YMinusX;
        var b = (point._y + point._x) * addend.YPlusX;
        var c = point._t * addend.TwiceDT;
        var d = point._z * addend.TwiceZ;
        var (e, f, g, h) = (b - a, d - c, d + c, b + a);
        return new(e * f, g * h, f * g, e * h);
    }

    public EdwardsPoint Double()
    {
        var a = _x.Square();
        var b = _y.Square();
        var z2 = _z.Square();
        var h = a + b;
        var e = h - (_x + _y).Square();
        var g = a - b;
        var f = z2 + z2 + g;
        return new(e * f, g * h, f * g, e * h);
    }

    /// <summary>A point in the shape in which it is added to others: what the addition needs of it, computed once.</summary>
    public readonly struct Addend(in FieldElement yPlusX, in FieldElement yMinusX, in FieldElement twiceZ, in FieldElement twiceDT)
    {
        public readonly FieldElement YPlusX = yPlusX, YMinusX = yMinusX, TwiceZ = twiceZ, TwiceDT = twiceDT;

        public static Addend Of(in EdwardsPoint point) => new(point._y + point._x, point._y - point._x, point._z + point._z, TwiceD * point._t);

        public static Addend operator -(in Addend addend) => new(addend.YMinusX, addend.YPlusX, addend.TwiceZ, -addend.TwiceDT);
    }
}
