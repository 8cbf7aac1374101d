namespace Emo.Pictures.Jpeg;

/// <summary>One colour component at its own resolution, and how it is brought to the picture's.</summary>
/// <param name="Rows">
/// The samples; rows and columns beyond the picture are padding of the last blocks. Only the rows of the last few MCU rows that
/// were read are there.
/// </param>
/// <param name="Width">Samples a row without padding.</param>
/// <param name="Height">Rows without padding.</param>
/// <param name="StepX">Picture columns a sample stands for.</param>
/// <param name="StepY">Picture rows a sample stands for.</param>
internal sealed record JpegPlane(byte[][] Rows, int Width, int Height, int StepX, int StepY)
{
    /// <summary>
    /// Computes row <paramref name="y"/> of the picture. Halved resolutions are interpolated linearly (3/4 the nearer
    /// sample, 1/4 the farther one), with the rounding of libjpeg, which Pillow uses; others are repeated.
    /// </summary>
    public void Upsample(int y, Span<byte> result)
    {
        bool wide = Width > 2; // libjpeg does not interpolate narrower ones horizontally
        switch (StepX, StepY)
        {
            case (1, 1):
                Rows[y].AsSpan(0, result.Length).CopyTo(result);
                break;
            case (2, 1) when wide:
                UpsampleHorizontally(Rows[y].AsSpan(0, Width), result);
                break;
            case (1, 2):
                UpsampleVertically(Near(y), Far(y), y % 2 == 0 ? 1 : 2, result);
                break;
            case (2, 2) when wide:
                UpsampleBoth(Near(y), Far(y), result);
                break;
            default:
                ReadOnlySpan<byte> row = Rows[y / StepY];
                for (int x = 0; x < result.Length; x++)
                    result[x] = row[x / StepX];
                break;
        }
    }

    private ReadOnlySpan<byte> Near(int y) => Rows[y / 2].AsSpan(0, Width);

    private ReadOnlySpan<byte> Far(int y) =>
        Rows[Math.Clamp(y % 2 == 0 ? (y / 2) - 1 : (y / 2) + 1, 0, Height - 1)].AsSpan(0, Width);

    private static void UpsampleHorizontally(ReadOnlySpan<byte> row, Span<byte> result)
    {
        for (int x = 0; x < result.Length; x++)
        {
            int at = x / 2;
            int other = x % 2 == 0 ? at - 1 : at + 1;
            result[x] = other < 0 || other == row.Length
                ? row[at]
                : (byte)(((3 * row[at]) + row[other] + (x % 2 == 0 ? 1 : 2)) >> 2);
        }
    }

    private static void UpsampleVertically(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, int bias, Span<byte> result)
    {
        for (int x = 0; x < result.Length; x++)
            result[x] = (byte)(((3 * near[x]) + far[x] + bias) >> 2);
    }

    private static void UpsampleBoth(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<byte> result)
    {
        for (int x = 0; x < result.Length; x++)
        {
            int at = x / 2;
            int other = Math.Clamp(x % 2 == 0 ? at - 1 : at + 1, 0, near.Length - 1);
            int here = (3 * near[at]) + far[at];
            int beside = (3 * near[other]) + far[other];
            result[x] = (byte)(((3 * here) + beside + (x % 2 == 0 ? 8 : 7)) >> 4);
        }
    }
}
