using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary>The input in a dump.</summary>
internal static class DumpedInput
{
    /// <exception cref="ToolException">It is not one of this network.</exception>
    public static float[] Read(CheckpointTensor tensor, ToolSpec spec)
    {
        if (!tensor.IsFloatingPoint)
            throw new ToolException($"The tensor 'input' is of type {tensor.DataType}; the input is of floating-point numbers.");
        if (tensor.Length != spec.InputLength)
        {
            throw new ToolException(
                $"The tensor 'input' has shape {Plain.Shape(tensor.Shape)}; {spec.Name} takes {spec.InputText}. " +
                "--height and --width choose another size.");
        }

        float[] input = new float[spec.InputLength];
        tensor.CopyTo(input);
        return input;
    }
}
