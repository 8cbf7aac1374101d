using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>Rearranges the samples of rows: 16 bits to 8, grey with alpha to RGBA.</summary>
internal static class PngSamples
{
    private static int Count => Vector128<byte>.Count;

    /// <summary>Keeps the high byte of each 16-bit sample, which comes first.</summary>
    public static void Narrow(ReadOnlySpan<byte> samples, Span<byte> bytes)
    {
        int i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte from = ref MemoryMarshal.GetReference(samples[..(2 * bytes.Length)]);
            ref byte to = ref MemoryMarshal.GetReference(bytes);
            for (; i <= bytes.Length - Count; i += Count)
            {
                var first = Vector128.LoadUnsafe(ref from, (nuint)(2 * i));
                var second = Vector128.LoadUnsafe(ref from, (nuint)((2 * i) + Count));
                Vector128.Narrow(FirstBytes(first), FirstBytes(second)).StoreUnsafe(ref to, (nuint)i);
            }
        }

        for (; i < bytes.Length; i++)
            bytes[i] = samples[2 * i];
    }

    /// <summary>Grey and alpha to RGBA.</summary>
    public static void GreyAlphaToRgba(ReadOnlySpan<byte> greyAlpha, Span<byte> rgba)
    {
        int i = 0; // pixels
        int pixels = rgba.Length / 4;
        if (Vector128.IsHardwareAccelerated)
        {
            ref byte from = ref MemoryMarshal.GetReference(greyAlpha[..(2 * pixels)]);
            ref byte to = ref MemoryMarshal.GetReference(rgba);
            var first = Vector128.Create((byte)0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 4, 5, 6, 6, 6, 7);
            var second = first + Vector128.Create((byte)8);
            for (; i <= pixels - (Count / 2); i += Count / 2)
            {
                var values = Vector128.LoadUnsafe(ref from, (nuint)(2 * i));
                Vector128.ShuffleNative(values, first).StoreUnsafe(ref to, (nuint)(4 * i));
                Vector128.ShuffleNative(values, second).StoreUnsafe(ref to, (nuint)((4 * i) + Count));
            }
        }

        for (; i < pixels; i++)
        {
            rgba.Slice(4 * i, 3).Fill(greyAlpha[2 * i]);
            rgba[(4 * i) + 3] = greyAlpha[(2 * i) + 1];
        }
    }

    private static Vector128<ushort> FirstBytes(Vector128<byte> samples) => BitConverter.IsLittleEndian
        ? samples.AsUInt16()
        : samples.AsUInt16() >>> 8;
}
