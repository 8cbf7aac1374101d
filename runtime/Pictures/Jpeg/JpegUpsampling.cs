using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Brings rows of a component to the picture's resolution. Halved resolutions are interpolated linearly (3/4 the nearer sample, 1/4
/// the farther one) with the rounding of libjpeg ("fancy upsampling"), which Pillow uses; others are repeated.
/// </summary>
internal static class JpegUpsampling
{
    private static Vector<ushort> Two => Vector.Create((ushort)2);

    /// <summary>Computes columns of a row of the picture.</summary>
    /// <param name="plane">The component.</param>
    /// <param name="y">The row of the picture.</param>
    /// <param name="left">The first column of the picture.</param>
    /// <param name="right">The end (exclusive) of the columns.</param>
    /// <param name="interpolates">False at 1/8 of the size, where libjpeg repeats.</param>
    /// <returns>The columns, and behind them bytes that vectors may read.</returns>
    public static ReadOnlySpan<byte> Row(JpegPlane plane, int y, int left, int right, bool interpolates)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(right, plane.StepX * plane.Width);
        bool isWide = plane.Width > 2; // libjpeg does not interpolate narrower ones across
        switch (plane.StepX, plane.StepY)
        {
            case (1, 1):
                return plane.Samples[(plane.RowStart(y) + left)..];
            case (2, 1) when interpolates && isWide:
                Widen(plane, y, left, right);
                break;
            case (1, 2) when interpolates:
                BlendRows(plane, y, left, right);
                break;
            case (2, 2) when interpolates && isWide:
                BlendBoth(plane, y, left, right);
                break;
            default:
                Repeat(plane, y, left, right);
                break;
        }

        return plane.Upsampled[(JpegPlane.Margin + left)..];
    }

    private static void Repeat(JpegPlane plane, int y, int left, int right)
    {
        ReadOnlySpan<byte> row = plane.Samples[plane.RowStart(y / plane.StepY)..];
        var result = plane.Upsampled[JpegPlane.Margin..];
        for (int x = left; x < right; x++)
            result[x] = row[x / plane.StepX];
    }

    private static void Widen(JpegPlane plane, int y, int left, int right)
    {
        ref byte row = ref Start(plane.Samples, plane.RowStart(y), plane.Width);
        ref byte result = ref Start(plane.Upsampled, JpegPlane.Margin, 2 * plane.Width);
        for (int x = left / 2; x < (right + 1) / 2; x += Vector<byte>.Count)
        {
            var (low, high) = Load(ref row, x);
            var (lowBefore, highBefore) = Load(ref row, x - 1);
            var (lowBehind, highBehind) = Load(ref row, x + 1);
            ref byte to = ref Unsafe.Add(ref result, 2 * x);
            StorePairs((Three(low) + lowBefore + Vector<ushort>.One) >> 2, (Three(low) + lowBehind + Two) >> 2, ref to);
            StorePairs(
                (Three(high) + highBefore + Vector<ushort>.One) >> 2,
                (Three(high) + highBehind + Two) >> 2,
                ref Unsafe.Add(ref to, Vector<byte>.Count));
        }
    }

    private static void BlendRows(JpegPlane plane, int y, int left, int right)
    {
        ref byte near = ref Start(plane.Samples, plane.RowStart(y / 2), plane.Width);
        ref byte far = ref Start(plane.Samples, plane.RowStart(Neighbour(plane, y)), plane.Width);
        ref byte result = ref Start(plane.Upsampled, JpegPlane.Margin, plane.Width);
        var bias = y % 2 == 0 ? Vector<ushort>.One : Two;
        for (int x = left; x < right; x += Vector<byte>.Count)
        {
            var (low, high) = Load(ref near, x);
            var (lowFar, highFar) = Load(ref far, x);
            Vector.Narrow((Three(low) + lowFar + bias) >> 2, (Three(high) + highFar + bias) >> 2)
                .StoreUnsafe(ref Unsafe.Add(ref result, x));
        }
    }

    private static void BlendBoth(JpegPlane plane, int y, int left, int right)
    {
        ref byte near = ref Start(plane.Samples, plane.RowStart(y / 2), plane.Width);
        ref byte far = ref Start(plane.Samples, plane.RowStart(Neighbour(plane, y)), plane.Width);
        ref ushort blended = ref Start(plane.Blended, JpegPlane.Margin, plane.Width);
        ref byte result = ref Start(plane.Upsampled, JpegPlane.Margin, 2 * plane.Width);
        int first = left / 2, end = (right + 1) / 2;

        // One more on each side: the row's own ends repeat its first and last sample.
        for (int x = first - 1; x <= end; x += Vector<byte>.Count)
        {
            var (low, high) = Load(ref near, x);
            var (lowFar, highFar) = Load(ref far, x);
            (Three(low) + lowFar).StoreUnsafe(ref Unsafe.Add(ref blended, x));
            (Three(high) + highFar).StoreUnsafe(ref Unsafe.Add(ref blended, x + Vector<ushort>.Count));
        }

        for (int x = first; x < end; x += Vector<ushort>.Count)
        {
            var here = Three(Vector.LoadUnsafe(ref Unsafe.Add(ref blended, x)));
            var before = Vector.LoadUnsafe(ref Unsafe.Add(ref blended, x - 1));
            var behind = Vector.LoadUnsafe(ref Unsafe.Add(ref blended, x + 1));
            StorePairs(
                (here + before + Vector.Create((ushort)8)) >> 4,
                (here + behind + Vector.Create((ushort)7)) >> 4,
                ref Unsafe.Add(ref result, 2 * x));
        }
    }

    /// <summary>The farther row that a picture's row is blended of.</summary>
    private static int Neighbour(JpegPlane plane, int y) => Math.Clamp((y / 2) + (y % 2 == 0 ? -1 : 1), 0, plane.Height - 1);

    /// <summary>The first sample of a row, around which <see cref="JpegPlane.Margin"/> places can be touched.</summary>
    private static ref T Start<T>(Span<T> row, int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(start, JpegPlane.Margin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start + length + JpegPlane.Margin, row.Length);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(row), start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector<ushort> Low, Vector<ushort> High) Load(ref byte row, int x)
    {
        var samples = Vector.LoadUnsafe(ref Unsafe.Add(ref row, x));
        return (Vector.WidenLower(samples), Vector.WidenUpper(samples));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ushort> Three(Vector<ushort> samples) => samples + samples + samples;

    /// <summary>Stores samples of even and of odd columns, at most 255 each, in turns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StorePairs(Vector<ushort> even, Vector<ushort> odd, ref byte result)
    {
        var pairs = BitConverter.IsLittleEndian ? even | (odd << 8) : odd | (even << 8);
        Vector.AsVectorByte(pairs).StoreUnsafe(ref result);
    }
}
