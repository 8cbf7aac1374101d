using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>
/// A pixel of 1, 2, 3, 4, 6 or 8 bytes at a time in a vector, for the filters whose pixels wait for the one to the left. Three bytes are
/// loaded and stored as 4, six as 8: the bytes behind them are stored too, and the next pixel stores over them.
/// </summary>
internal interface IPngPixelBytes
{
    /// <summary>Bytes of a pixel.</summary>
    static abstract int Count { get; }

    /// <summary>Bytes that are loaded and stored.</summary>
    static abstract int Accessed { get; }
}

internal static class PngPixelBytes
{
    public static Vector128<byte> Load<T>(ref byte row, int at)
        where T : IPngPixelBytes
    {
        ref byte pixel = ref Unsafe.Add(ref row, at);
        return T.Accessed switch
        {
            1 => Vector128.CreateScalar((uint)pixel).AsByte(),
            2 => Vector128.CreateScalar((uint)Unsafe.ReadUnaligned<ushort>(ref pixel)).AsByte(),
            4 => Vector128.CreateScalar(Unsafe.ReadUnaligned<uint>(ref pixel)).AsByte(),
            _ => Vector128.CreateScalar(Unsafe.ReadUnaligned<ulong>(ref pixel)).AsByte(),
        };
    }

    public static void Store<T>(Vector128<byte> pixel, ref byte row, int at)
        where T : IPngPixelBytes
    {
        ref byte to = ref Unsafe.Add(ref row, at);
        switch (T.Accessed)
        {
            case 1:
                to = (byte)pixel.AsUInt32().ToScalar();
                break;
            case 2:
                Unsafe.WriteUnaligned(ref to, (ushort)pixel.AsUInt32().ToScalar());
                break;
            case 4:
                Unsafe.WriteUnaligned(ref to, pixel.AsUInt32().ToScalar());
                break;
            default:
                Unsafe.WriteUnaligned(ref to, pixel.AsUInt64().ToScalar());
                break;
        }
    }

    internal readonly struct One : IPngPixelBytes
    {
        public static int Count => 1;

        public static int Accessed => 1;
    }

    internal readonly struct Two : IPngPixelBytes
    {
        public static int Count => 2;

        public static int Accessed => 2;
    }

    internal readonly struct Three : IPngPixelBytes
    {
        public static int Count => 3;

        public static int Accessed => 4;
    }

    internal readonly struct Four : IPngPixelBytes
    {
        public static int Count => 4;

        public static int Accessed => 4;
    }

    internal readonly struct Six : IPngPixelBytes
    {
        public static int Count => 6;

        public static int Accessed => 8;
    }

    internal readonly struct Eight : IPngPixelBytes
    {
        public static int Count => 8;

        public static int Accessed => 8;
    }
}
