namespace Emo.Codegen.Emission;

/// <summary>Neighbouring outputs of a row, and the tap columns that meet the map for all of them.</summary>
internal sealed record TapColumns(int Start, int Length, int FirstTap, int Taps)
{
    /// <summary>
    /// The outputs of a row by their tap columns: all taps where the source has as many zero cells as the padding, else just
    /// those inside the map. Of a dilation as wide as the map, only the centre is left.
    /// </summary>
    public static IEnumerable<TapColumns> Of(ConvolutionShape shape)
    {
        int outputs = shape.Target.Width;
        if (shape.Source.Padding >= shape.Padding)
            return [new TapColumns(0, outputs, 0, shape.KernelSize)];
        var runs = new List<TapColumns>();
        for (int column = 0; column < outputs; column++)
        {
            int left = (column * shape.Stride) - shape.Padding;
            var taps = Enumerable.Range(0, shape.KernelSize)
                .Where(tap => left + (tap * shape.Dilation) >= 0 && left + (tap * shape.Dilation) < shape.Source.Width)
                .ToList();
            var last = runs.LastOrDefault();
            if (last is not null && last.FirstTap == taps[0] && last.Taps == taps.Count)
                runs[runs.Count - 1] = last with { Length = last.Length + 1 };
            else
                runs.Add(new TapColumns(column, 1, taps[0], taps.Count));
        }

        return runs;
    }
}
