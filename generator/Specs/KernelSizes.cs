using Emo.Codegen.Specs.Json;

namespace Emo.Codegen.Specs;

/// <summary>The side length of a kernel: odd, so that a cell has as many neighbours on each side.</summary>
internal static class KernelSizes
{
    public static int Read(ObjectReader reader, int defaultValue = 3)
    {
        int kernelSize = reader.Int("kernel", 1, SpecLimits.MaxKernel, defaultValue);
        if (kernelSize % 2 == 1)
            return kernelSize;
        if (reader.At("kernel") is JsonNumber value)
            reader.OutOfRange("kernel", value, $"an odd number from 1 to {SpecLimits.MaxKernel}");
        return defaultValue;
    }
}
