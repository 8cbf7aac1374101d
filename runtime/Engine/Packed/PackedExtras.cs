using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>What stands behind the weights since format 2: the embedding's norm, and labels, each with a line feed behind it.</summary>
internal static class PackedExtras
{
    /// <summary>Bytes of a norm's channel: its scale and its shift.</summary>
    public const int ChannelBytes = 2 * sizeof(float);

    // A character that takes four bytes of UTF-8 is two of .NET's.
    private const int MaxLabelBytes = (3 * ClassLabels.MaxLength) + 1;

    /// <summary>The most bytes of so many labels.</summary>
    public static long MaxBytesOf(long labels) => MaxLabelBytes * labels;

    public static byte[] Write(PackedModel model)
    {
        var norm = model.EmbeddingNorm;
        byte[] labels = Encoding.UTF8.GetBytes(string.Concat(model.Labels.Select(static label => label + "\n")));
        byte[] bytes = new byte[((norm?.Scale.Length ?? 0) * ChannelBytes) + labels.Length];
        if (norm is not null)
        {
            WriteFloats(norm.Scale, bytes);
            WriteFloats(norm.Shift, bytes.AsSpan(sizeof(float) * norm.Scale.Length));
        }

        labels.CopyTo(bytes, bytes.Length - labels.Length);
        return bytes;
    }

    /// <exception cref="CheckpointException">A number is not finite.</exception>
    public static EmbeddingNorm? ReadNorm(CheckpointFile file, PackedWeightsHeader header, ReadOnlySpan<byte> bytes)
    {
        int channels = (int)header.NormChannels;
        if (channels == 0)
            return null;
        float[] scale = ReadFloats(file, bytes[..(sizeof(float) * channels)]);
        float[] shift = ReadFloats(file, bytes[(sizeof(float) * channels)..(ChannelBytes * channels)]);
        return new EmbeddingNorm(scale, shift);
    }

    /// <exception cref="CheckpointException">They are not UTF-8, no names of classes, or not as many as the header says.</exception>
    public static ImmutableArray<string> ReadLabels(CheckpointFile file, PackedWeightsHeader header, ReadOnlySpan<byte> bytes)
    {
        var text = bytes[(ChannelBytes * (int)header.NormChannels)..];
        if (text.IsEmpty)
            return [];
        if (!Utf8.IsValid(text) || text[^1] != '\n')
            throw Error(file, "its labels are not lines of UTF-8");
        string[] labels = Encoding.UTF8.GetString(text[..^1]).Split('\n');
        if (labels.Length != header.LabelCount)
            throw Error(file, $"its header says {header.LabelCount} labels, and it has {labels.Length}");
        return Array.Find(labels, static label => !ClassLabels.IsLabel(label)) is { } bad
            ? throw Error(file, $"{Printable.Quote(bad)} is no label")
            : [.. labels];
    }

    private static void WriteFloats(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(sizeof(float) * i)..], values[i]);
    }

    private static float[] ReadFloats(CheckpointFile file, ReadOnlySpan<byte> bytes)
    {
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(sizeof(float) * i)..]);
            if (!float.IsFinite(values[i]))
                throw Error(file, $"a number of its embedding norm is {values[i]}");
        }

        return values;
    }

    private static CheckpointException Error(CheckpointFile file, string reason) =>
        file.Error($"{reason}; load the checkpoint and save the weights again");
}
