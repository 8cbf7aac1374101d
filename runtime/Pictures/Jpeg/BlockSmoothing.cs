namespace Emo.Pictures.Jpeg;

/// <summary>
/// What libjpeg-turbo 2.1 makes of progressive pictures whose last scans are missing (<c>decompress_smooth_data</c>): the first
/// coefficients that no scan has sent exactly are estimated from the DC coefficients of 5 x 5 blocks. Where no AC coefficient is known,
/// the DC coefficient is smoothed too. Quirks at the picture's edges are those of version 2.1.5.
/// </summary>
internal static class BlockSmoothing
{
    private const int Estimated = 10; // coefficients, in the order of coding, DC included
    private const int Window = 5;

    /// <summary>Whether blocks are smoothed.</summary>
    public static bool Applies(JpegFrame frame)
    {
        if (!frame.IsProgressive)
            return false;
        bool isUseful = false;
        foreach (var component in frame.Components)
        {
            if (!component.HasScan || component.MissingBits[0] < 0)
                return false;
            for (int i = 0; i < Estimated; i++)
            {
                if (component.Quantization[ZigZag.Order[i]] == 0)
                    return false;
                isUseful |= i > 0 && component.MissingBits[i] != 0;
            }
        }

        return isUseful;
    }

    /// <summary>Copies a block and fills in what is estimated.</summary>
    /// <param name="component">The component.</param>
    /// <param name="row">The block's row.</param>
    /// <param name="column">The block's column.</param>
    /// <param name="block">Receives 64 coefficients.</param>
    public static void Smooth(JpegComponent component, int row, int column, Span<short> block)
    {
        Span<int> window = stackalloc int[Window * Window];
        FillWindow(component, row, column, window);
        component.Coefficients.Block((row * component.PaddedColumns) + column).CopyTo(block);
        bool isDcOnly = component.MissingBits.AsSpan(1, Estimated - 1).IndexOfAnyExcept(-1) < 0;
        for (int i = 1; i < (isDcOnly ? Estimated : 6); i++)
        {
            int place = ZigZag.Order[i];
            int missing = component.MissingBits[i];
            if (missing == 0 || block[place] != 0)
                continue;
            int estimate = Estimate(component, SmoothingWeights.Of(i, isDcOnly), window, place);
            if (missing > 0 && Math.Abs(estimate) >= 1 << missing)
                estimate = Math.Sign(estimate) * ((1 << missing) - 1);
            block[place] = (short)estimate;
        }

        if (isDcOnly)
            block[0] = (short)Estimate(component, SmoothingWeights.Dc, window, 0);
    }

    /// <summary>
    /// The weighted sum of the DC coefficients, by 256 and by the coefficient's quantisation step, rounded half away from zero.
    /// </summary>
    private static int Estimate(JpegComponent component, ReadOnlySpan<short> weights, ReadOnlySpan<int> window, int place)
    {
        long sum = 0;
        for (int i = 0; i < window.Length; i++)
            sum += weights[i] * window[i];
        sum *= component.Quantization[0];
        long step = component.Quantization[place];
        long magnitude = ((step << 7) + Math.Abs(sum)) / (step << 8);
        return (int)(sum < 0 ? -magnitude : magnitude);
    }

    private static void FillWindow(JpegComponent component, int row, int column, Span<int> window)
    {
        // Rows of blocks in groups of an MCU's: also where the component is alone and its blocks are not interleaved.
        int rows = component.DeclaredSamplingY;
        int lastMcuRow = (component.BlockRows - 1) / rows;
        int mcuRow = row / rows, rowOfMcu = row % rows;
        if (mcuRow == lastMcuRow)
            rows = component.BlockRows - (mcuRow * rows);

        int above = row > 0 ? row - 1 : row;
        int twoAbove = rowOfMcu > 1 || mcuRow > 1 ? row - 2 : above;
        int below = rowOfMcu < rows - 1 || mcuRow < lastMcuRow ? row + 1 : row;
        int twoBelow = rowOfMcu < rows - 2 || mcuRow + 1 < lastMcuRow ? row + 2 : below;

        int last = component.BlockColumns - 1;
        int right = last == 1 && column == 1 ? 0 : Math.Min(column + 1, last);
        int twoRight = last == 1 ? 0 : Math.Min(column + 2, last);
        int left = Math.Max(column - 1, 0), twoLeft = Math.Max(column - 2, 0);

        FillRow(component, twoAbove, [twoLeft, left, column, right, twoRight], window);
        FillRow(component, above, [twoLeft, left, column, right, twoRight], window[Window..]);
        FillRow(component, row, [twoLeft, left, column, right, twoRight], window[(2 * Window)..]);
        FillRow(component, below, [twoLeft, left, column, right, twoRight], window[(3 * Window)..]);
        FillRow(component, twoBelow, [twoLeft, left, column, right, twoRight], window[(4 * Window)..]);
    }

    private static void FillRow(JpegComponent component, int row, ReadOnlySpan<int> columns, Span<int> window)
    {
        for (int i = 0; i < Window; i++)
            window[i] = component.Coefficients.Block((row * component.PaddedColumns) + columns[i])[0];
    }
}
