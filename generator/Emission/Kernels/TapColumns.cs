using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission.Kernels;

/// <summary>Neighbouring outputs of a row, and the tap columns that meet the map for all of them.</summary>
internal sealed record TapColumns(int Start, int Length, int FirstTap, int Taps)
{
    /// <summary>
    /// The outputs of a row by their tap columns: all taps where the source has as many zero cells as the padding, else just
    /// those inside the map. Of a dilation as wide as the map, only the centre is left.
    /// </summary>
    public static IEnumerable<TapColumns> Of(MapView source, int outputs, int kernel, int stride, int dilation, int padding)
    {
        if (source.Padding >= padding)
            return [new TapColumns(0, outputs, 0, kernel)];
        var runs = new List<TapColumns>();
        for (int column = 0; column < outputs; column++)
        {
            int left = (column * stride) - padding;
            var taps = Enumerable.Range(0, kernel).Where(tap => left + (tap * dilation) >= 0 && left + (tap * dilation) < source.Width).ToList();
            var last = runs.LastOrDefault();
            if (last is not null && last.FirstTap == taps[0] && last.Taps == taps.Count)
                runs[runs.Count - 1] = last with { Length = last.Length + 1 };
            else
                runs.Add(new TapColumns(column, 1, taps[0], taps.Count));
        }

        return runs;
    }
}
