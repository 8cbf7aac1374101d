namespace Emo.Pictures.Resampling;

/// <summary>The neighbours <c>Index</c> and <c>Index + 1</c> with their weights of 11 bits, which are 2048 together.</summary>
internal readonly record struct LinearTap(int Index, short First, short Second)
{
    private const short One = 1 << 11;

    /// <summary>Both weights in the halves of a word.</summary>
    public int Pair => (ushort)First | (Second << 16);

    /// <summary>Source pixels for one of the result. OpenCV divides twice: the last bit may decide how a weight is rounded.</summary>
    public static double Scale(int source, int result) => 1 / ((double)result / source);

    /// <summary>What an output is made of. Where one neighbour has the whole weight, it is the first.</summary>
    /// <param name="position">The output.</param>
    /// <param name="scale">See <see cref="Scale"/>.</param>
    /// <param name="length">The source's length.</param>
    /// <param name="across">
    /// Across, the pixel at an edge counts alone. Down, it counts twice, which rounds differently: then an index is -1, or the
    /// one after it is the length.
    /// </param>
    public static LinearTap At(int position, double scale, int length, bool across)
    {
        float place = (float)(((position + 0.5) * scale) - 0.5);
        int index = (int)MathF.Floor(place);
        float fraction = place - index;
        (short first, short second) = (ToFixedPoint(1f - fraction), ToFixedPoint(fraction));
        if (across && index < 0)
            (index, first, second) = (0, One, 0);
        if (across && index >= length - 1)
            (index, first, second) = (length - 1, One, 0);
        if (first == 0)
            (index, first, second) = (index + 1, second, first);
        return new LinearTap(second == 0 ? Math.Clamp(index, 0, length - 1) : index, first, second);
    }

    /// <summary>The same where the source's samples come last first.</summary>
    public LinearTap Mirrored(int length) =>
        Second == 0 ? new LinearTap(length - 1 - Index, First, Second) : new LinearTap(length - 2 - Index, Second, First);

    private static short ToFixedPoint(float weight) => (short)MathF.Round(weight * One, MidpointRounding.ToEven);
}
