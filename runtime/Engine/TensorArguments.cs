using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>Tensor arguments as the spans that they cover. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TensorArguments
{
    /// <summary>The values of a dense tensor of shape [channels, height, width], or the same with a batch of 1 before it.</summary>
    /// <exception cref="ArgumentException">The tensor has another shape or is not dense.</exception>
    public static ReadOnlySpan<float> Input(in ReadOnlyTensorSpan<float> input, int channels, int height, int width)
    {
        Check(input.Lengths, input.IsDense, nameof(input), [channels, height, width]);
        return MemoryMarshal.CreateReadOnlySpan(in TensorMarshal.GetReference(input), checked((int)input.FlattenedLength));
    }

    /// <summary>The values of a dense tensor of shape [length], or the same with a batch of 1 before it.</summary>
    /// <exception cref="ArgumentException">The tensor has another shape or is not dense.</exception>
    public static Span<float> Outputs(in TensorSpan<float> outputs, int length)
    {
        Check(outputs.Lengths, outputs.IsDense, nameof(outputs), [length]);
        return MemoryMarshal.CreateSpan(ref TensorMarshal.GetReference(outputs), checked((int)outputs.FlattenedLength));
    }

    private static void Check(ReadOnlySpan<nint> lengths, bool isDense, string name, ReadOnlySpan<nint> expected)
    {
        var shape = lengths.Length == expected.Length + 1 && lengths[0] == 1 ? lengths[1..] : lengths;
        if (!shape.SequenceEqual(expected))
        {
            throw new ArgumentException(
                $"Expected a tensor of shape {Text(expected)}, with or without a batch of 1; the {name} has {Text(lengths)}.", name);
        }

        if (!isDense)
        {
            throw new ArgumentException(
                $"The {name} is not dense: its rows have gaps between them. Copy it to a tensor of its own first.", name);
        }
    }

    private static string Text(ReadOnlySpan<nint> shape) => $"[{string.Join(", ", shape.ToArray())}]";
}
