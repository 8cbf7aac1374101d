using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary>The input in dumps.</summary>
internal static class DumpedInput
{
    /// <summary>The input that two files have in common; null if neither has one.</summary>
    /// <exception cref="ToolException">It is not one of this network, or each file has another one.</exception>
    public static float[]? Of(BlockSide a, BlockSide b, ToolSpec spec)
    {
        float[]? first = a.Input is { } of ? Read(of, spec) : null;
        float[]? second = b.Input is { } other ? Read(other, spec) : null;
        if (first is null || second is null)
            return first ?? second;
        int at = first.AsSpan().CommonPrefixLength(second);
        return at == first.Length ? first : throw new ToolException(
            $"The inputs of the two dumps differ, first at {at}, where {Plain.Name(a.Path)} has {Plain.Text($"{first[at]:G7}")} and " +
            $"{Plain.Name(b.Path)} has {Plain.Text($"{second[at]:G7}")}: dump both with the same input.");
    }

    /// <exception cref="ToolException">It is not one of this network.</exception>
    private static float[] Read(CheckpointTensor tensor, ToolSpec spec)
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
