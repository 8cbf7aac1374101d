using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Pixels;

/// <summary>What .NET has not for 128 bits of every processor.</summary>
internal static class ByteVectors
{
    /// <summary>The bytes of two vectors in turns: a0, b0, a1, b1, ...</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector128<byte> Low, Vector128<byte> High) Zip(Vector128<byte> a, Vector128<byte> b)
    {
        if (Sse2.IsSupported)
            return (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b));
        if (AdvSimd.Arm64.IsSupported)
            return (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b));
        (var aLow, var aHigh) = Vector128.Widen(a);
        (var bLow, var bHigh) = Vector128.Widen(b);
        return ((aLow | (bLow << 8)).AsByte(), (aHigh | (bHigh << 8)).AsByte());
    }

    /// <summary>16-bit values, held to 0 and 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> NarrowToBytes(Vector128<short> a, Vector128<short> b)
    {
        if (Sse2.IsSupported)
            return Sse2.PackUnsignedSaturate(a, b);
        var limit = Vector128.Create((short)byte.MaxValue);
        return Vector128.Narrow(
            Vector128.Clamp(a, Vector128<short>.Zero, limit).AsUInt16(), Vector128.Clamp(b, Vector128<short>.Zero, limit).AsUInt16());
    }
}
