using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Pixels;

/// <summary>Makes bytes in the order R, G, B of planes of them.</summary>
internal static class RgbPixels
{
    private static int Count => Vector128<byte>.Count;

    /// <summary>Every byte three times.</summary>
    /// <param name="grey">The bytes.</param>
    /// <param name="rgb">Receives three times as many; what is behind them stays.</param>
    public static void FromGrey(ReadOnlySpan<byte> grey, Span<byte> rgb)
    {
        rgb = rgb[..(3 * grey.Length)];
        ref byte from = ref MemoryMarshal.GetReference(grey);
        ref byte to = ref MemoryMarshal.GetReference(rgb);
        var first = Vector128.Create((byte)0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5);
        var second = Vector128.Create((byte)5, 5, 6, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10);
        var third = Vector128.Create((byte)10, 11, 11, 11, 12, 12, 12, 13, 13, 13, 14, 14, 14, 15, 15, 15);
        int i = 0;
        for (; i <= grey.Length - Count; i += Count)
        {
            var values = Vector128.LoadUnsafe(ref from, (nuint)i);
            Vector128.ShuffleNative(values, first).StoreUnsafe(ref to, (nuint)(3 * i));
            Vector128.ShuffleNative(values, second).StoreUnsafe(ref to, (nuint)((3 * i) + Count));
            Vector128.ShuffleNative(values, third).StoreUnsafe(ref to, (nuint)((3 * i) + (2 * Count)));
        }

        for (; i < grey.Length; i++)
            rgb.Slice(3 * i, 3).Fill(grey[i]);
    }

    /// <summary>Writes 16 pixels, 48 bytes. An index of 255 gives 0: of each colour what belongs into 16 of the bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<byte> red, Vector128<byte> green, Vector128<byte> blue, ref byte rgb)
    {
        var first =
            Vector128.Shuffle(red, Vector128.Create((byte)0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255, 5)) |
            Vector128.Shuffle(green, Vector128.Create((byte)255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255, 255)) |
            Vector128.Shuffle(blue, Vector128.Create((byte)255, 255, 0, 255, 255, 1, 255, 255, 2, 255, 255, 3, 255, 255, 4, 255));
        var second =
            Vector128.Shuffle(red, Vector128.Create((byte)255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, 10, 255)) |
            Vector128.Shuffle(green, Vector128.Create((byte)5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255, 10)) |
            Vector128.Shuffle(blue, Vector128.Create((byte)255, 5, 255, 255, 6, 255, 255, 7, 255, 255, 8, 255, 255, 9, 255, 255));
        var third =
            Vector128.Shuffle(red, Vector128.Create((byte)255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, 255, 255)) |
            Vector128.Shuffle(green, Vector128.Create((byte)255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15, 255)) |
            Vector128.Shuffle(blue, Vector128.Create((byte)10, 255, 255, 11, 255, 255, 12, 255, 255, 13, 255, 255, 14, 255, 255, 15));
        first.StoreUnsafe(ref rgb);
        second.StoreUnsafe(ref rgb, 16);
        third.StoreUnsafe(ref rgb, 32);
    }
}
