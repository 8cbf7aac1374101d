using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Sets of a block's coefficients. The highest bit stands for the first one in the order of coding, so that bits of the data, of which the
/// first one is highest too, can be put among them as they are.
/// </summary>
internal static class CoefficientMask
{
    /// <summary>The coefficient at a place; places behind the last one, which damaged files reach, count as that.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Of(int place) => 1UL << Math.Max(ZigZag.BlockLength - 1 - place, 0);

    /// <summary>The coefficients from <paramref name="first"/> to <paramref name="last"/>.</summary>
    public static ulong Between(int first, int last) => (ulong.MaxValue >> first) & (ulong.MaxValue << (ZigZag.BlockLength - 1 - last));

    /// <summary>The coefficients behind a place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Behind(int place) => ulong.MaxValue >> 1 >> Math.Min(place, ZigZag.BlockLength - 1);

    /// <summary>The place of the first coefficient of a set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int First(ulong mask) => BitOperations.LeadingZeroCount(mask);

    /// <summary>The place of the coefficient of a set that <paramref name="count"/> others precede; -1 if there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Nth(ulong mask, int count)
    {
        int behind = BitOperations.PopCount(mask) - 1 - count;
        if (behind < 0)
            return -1;
        if (Bmi2.X64.IsSupported)
            return First(Bmi2.X64.ParallelBitDeposit(1UL << behind, mask));
        for (; count > 0; count--)
            mask &= Behind(First(mask));
        return First(mask);
    }

    /// <summary>The coefficients of a set whose bit is set.</summary>
    /// <param name="bits">A bit for each coefficient of the set, the last one's lowest.</param>
    /// <param name="mask">The set.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Deposit(ulong bits, ulong mask)
    {
        if (Bmi2.X64.IsSupported)
            return Bmi2.X64.ParallelBitDeposit(bits, mask);
        ulong result = 0;
        for (; mask != 0; bits >>= 1, mask &= mask - 1)
            result |= (bits & 1) == 0 ? 0 : mask & (~mask + 1);
        return result;
    }
}
