namespace ImageProvenance.Signatures;

internal readonly partial struct FieldElement
{
    /// <summary>A square root of −1: 2^((p − 1) / 4), where (p − 1) / 4 = 2 (p − 5) / 8 + 1.</summary>
    public static FieldElement RootOfMinusOne { get; } = From(2).ToThePowerOfPMinus5By8().Square() * From(2);

    /// <summary>The inverse, a^(p − 2); of zero it is zero.</summary>
    public FieldElement Invert()
    {
        var (to250, to11) = Powers();
        return to250.SquareTimes(5) * to11;
    }

    /// <summary>A square root of u / v; false if there is none.</summary>
    /// <remarks>RFC 8032, 5.1.3, steps 2 and 3: (u / v)^((p + 3) / 8) = u v^3 (u v^7)^((p − 5) / 8).</remarks>
    public static bool TryRootOfRatio(in FieldElement u, in FieldElement v, out FieldElement root)
    {
        var v3 = v.Square() * v;
        root = u * v3 * (u * v3.Square() * v).ToThePowerOfPMinus5By8();
        var check = v * root.Square();
        if ((check - u).IsZero)
            return true;
        root *= RootOfMinusOne;
        return (check + u).IsZero;
    }

    // (p - 5) / 8 = 2^252 - 3
    private FieldElement ToThePowerOfPMinus5By8() => Powers().To250.SquareTimes(2) * this;

    // a^(2^250 - 1) and a^11, by which the other powers are reached.
    private (FieldElement To250, FieldElement To11) Powers()
    {
        var to2 = Square();
        var to9 = to2.SquareTimes(2) * this;
        var to11 = to9 * to2;
        var ones5 = to11.Square() * to9;
        var ones10 = ones5.SquareTimes(5) * ones5;
        var ones20 = ones10.SquareTimes(10) * ones10;
        var ones40 = ones20.SquareTimes(20) * ones20;
        var ones50 = ones40.SquareTimes(10) * ones10;
        var ones100 = ones50.SquareTimes(50) * ones50;
        var ones200 = ones100.SquareTimes(100) * ones100;
        return (ones200.SquareTimes(50) * ones50, to11);
    }

    private FieldElement SquareTimes(int count)
    {
        var result = this;
        for (int i = 0; i < count; i++)
            result = result.Square();
        return result;
    }
}
