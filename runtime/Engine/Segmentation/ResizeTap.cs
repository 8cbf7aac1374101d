namespace Emo.CompilerServices;

/// <summary>
/// What one output of two bilinear resizes in a row depends on: three neighbours from <see cref="Start"/> on with weights that
/// are 1 together. The second resize reads two neighbours of the first, which read two cells each and share one of them, because
/// the first enlarges. Cells behind the last one have the weight 0.
/// </summary>
internal readonly record struct ResizeTap(int Start, float First, float Second, float Third)
{
    /// <summary>
    /// Resizes <paramref name="cells"/> to <paramref name="enlarged"/>, of which the first <paramref name="used"/> are resized to
    /// <paramref name="outputs"/>.
    /// </summary>
    public static ResizeTap At(int output, int outputs, int used, int enlarged, int cells)
    {
        var (near, far, fraction) = Neighbours(output, outputs, used);
        var (start, startNext, startFraction) = Neighbours(near, enlarged, cells);
        var (end, endNext, endFraction) = Neighbours(far, enlarged, cells);
        Span<float> weights = stackalloc float[3];
        weights[0] += (1 - fraction) * (1 - startFraction);
        weights[startNext - start] += (1 - fraction) * startFraction;
        weights[end - start] += fraction * (1 - endFraction);
        weights[endNext - start] += fraction * endFraction;
        return new ResizeTap(start, weights[0], weights[1], weights[2]);
    }

    /// <summary>PyTorch's <c>interpolate(mode='bilinear', align_corners=False)</c> along one side, in single precision.</summary>
    private static (int Near, int Far, float Fraction) Neighbours(int output, int outputs, int inputs)
    {
        float scale = (float)inputs / outputs;
        float place = Math.Max((scale * (output + 0.5f)) - 0.5f, 0f);
        int near = Math.Min((int)place, inputs - 1);
        return (near, Math.Min(near + 1, inputs - 1), Math.Clamp(place - near, 0f, 1f));
    }
}
