using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The side length of a kernel: odd, so that a cell has as many neighbours on each side.</summary>
internal static class KernelSizes
{
    public static int Read(ObjectReader reader, string name = "kernel", int defaultValue = 3) =>
        Read(reader, name, defaultValue, zero: "");

    /// <summary>The same, where 0 stands for no convolution, which goes with <c>expand</c>.</summary>
    /// <param name="reader">The stage or the block.</param>
    /// <param name="defaultValue">Where it is not written.</param>
    /// <param name="isOfList">Whether the stage of a block has <c>expand</c>.</param>
    public static int ReadOrNone(ObjectReader reader, int defaultValue = 3, bool isOfList = false) =>
        reader.At("kernel") is JsonNumber { Value: 0 }
            ? reader.Int("kernel", 0, 0)
            : Read(reader, "kernel", defaultValue, isOfList || reader.Has("expand") ? "0, or " : "");

    private static int Read(ObjectReader reader, string name, int defaultValue, string zero)
    {
        int kernelSize = reader.Int(name, 1, SpecLimits.MaxKernel, defaultValue);
        if (kernelSize % 2 == 1)
            return kernelSize;
        if (reader.At(name) is JsonNumber value)
            reader.OutOfRange(name, value, $"{zero}an odd number from 1 to {SpecLimits.MaxKernel}");
        return defaultValue;
    }
}
