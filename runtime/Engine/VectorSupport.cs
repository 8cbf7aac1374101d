using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>Refuses a machine that has none of the vectors that a model was compiled for.</summary>
internal static class VectorSupport
{
    /// <exception cref="PlatformNotSupportedException">It has none of them.</exception>
    public static void Check(string model, ImmutableArray<int> widths) => Check(model, widths, IsSupported);

    /// <summary>The same for a machine that a test makes up.</summary>
    /// <exception cref="PlatformNotSupportedException">It has none of them.</exception>
    public static void Check(string model, ImmutableArray<int> widths, Func<int, bool> isSupported)
    {
        if (widths.Any(isSupported))
            return;
        throw new PlatformNotSupportedException(
            $"{model} has kernels for vectors of {string.Join(" or ", widths)} bits, which this machine does not have, or this program " +
            "was not compiled for (IlcInstructionSet of NativeAOT). Add the width that is there, " +
            $"{(isSupported(256) ? 256 : 128)}, to the property EmoVectorWidths of the project that declares the model: " +
            "<EmoVectorWidths>128;256</EmoVectorWidths>, or remove the property: models then have kernels for all machines.");
    }

    /// <summary>Kernels for 128 bits run everywhere, on machines without such vectors in many instructions.</summary>
    private static bool IsSupported(int bits) => bits switch
    {
        512 => Vector512.IsHardwareAccelerated,
        256 => Vector256.IsHardwareAccelerated,
        _ => true,
    };
}
