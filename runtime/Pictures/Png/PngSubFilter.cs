using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>Undoes Sub, the prediction from the left: running sums of pixels, in a vector by steps that double.</summary>
internal static class PngSubFilter
{
    public static void Undo(ReadOnlySpan<byte> row, Span<byte> samples, int distance)
    {
        int i = Vector128.IsHardwareAccelerated ? Sum(row, samples, distance) : 0;
        for (; i < row.Length; i++)
            samples[i] = (byte)(row[i] + (i < distance ? 0 : samples[i - distance]));
    }

    /// <summary>Whole vectors; returns where they end.</summary>
    private static int Sum(ReadOnlySpan<byte> row, Span<byte> samples, int distance)
    {
        ref byte from = ref MemoryMarshal.GetReference(row);
        ref byte to = ref MemoryMarshal.GetReference(samples);
        int end = row.Length - Vector128<byte>.Count;
        int whole = Vector128<byte>.Count / distance * distance; // of pixels that a vector holds whole

        // Indices below zero give zero.
        var by1 = Vector128<byte>.Indices - Vector128.Create((byte)distance);
        var by2 = Vector128<byte>.Indices - Vector128.Create((byte)(2 * distance));
        var by4 = Vector128<byte>.Indices - Vector128.Create((byte)(4 * distance));
        var by8 = Vector128<byte>.Indices - Vector128.Create((byte)(8 * distance));
        var last = LastPixel(whole, distance);
        var sum = Vector128<byte>.Zero;
        int i = 0;
        for (; i <= end; i += whole)
        {
            var pixels = Vector128.LoadUnsafe(ref from, (nuint)i);
            pixels += Vector128.ShuffleNative(pixels, by1);
            if (distance < 8)
                pixels += Vector128.ShuffleNative(pixels, by2);
            if (distance < 4)
                pixels += Vector128.ShuffleNative(pixels, by4);
            if (distance < 2)
                pixels += Vector128.ShuffleNative(pixels, by8);
            pixels += sum;
            pixels.StoreUnsafe(ref to, (nuint)i);
            sum = Vector128.ShuffleNative(pixels, last);
        }

        return i;
    }

    /// <summary>The indices that spread the last whole pixel over a vector.</summary>
    private static Vector128<byte> LastPixel(int whole, int distance)
    {
        Span<byte> indices = stackalloc byte[Vector128<byte>.Count];
        for (int i = 0; i < indices.Length; i++)
            indices[i] = (byte)(whole - distance + (i % distance));
        return Vector128.Create<byte>(indices);
    }
}
