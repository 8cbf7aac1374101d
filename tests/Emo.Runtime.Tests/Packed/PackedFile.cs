using System.Buffers.Binary;
using System.IO.Hashing;
using Emo.Checkpoints;
using Emo.CompilerServices;

namespace Emo.Tests.Packed;

/// <summary>A small model with classes and an embedding norm, its files, and their fields.</summary>
internal static class PackedFile
{
    public const int Floats = 96;
    public const int HeaderBytes = 192;
    public const int StorageAt = 168;
    public const int NormChannelsAt = 172;
    public const int LabelCountAt = 176;
    public const int LabelBytesAt = 180;

    public static readonly string[] Labels = ["tabby", "Maine Coon", "\U0001f408 \u00e9t\u00e9"];

    /// <summary>Three classes, an embedding of two.</summary>
    public static ModelDefinition Definition(params string[] labels) => new(
        ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), Floats * sizeof(float), packingId: 5, [.. labels]),
        declared => declared.Linear("head", 3, 2),
        packer => packer.Pointwise(0, packer.Linear("head", 3, 2, bias: true)),
        classCount: 3,
        embeddingNormLength: 2);

    /// <summary>Weights that halves hold exactly, a norm, labels.</summary>
    public static PackedModel Model() => new(Weights(i => i - 8), new EmbeddingNorm([1.5f, -2], [0.25f, 1e-30f]), [.. Labels]);

    public static unsafe NativeBuffer Weights(Func<int, float> value)
    {
        var weights = new NativeBuffer(Floats * sizeof(float));
        for (int i = 0; i < Floats; i++)
            weights.Pointer[i] = value(i);
        return weights;
    }

    public static byte[] Save(PackedModel model, WeightStorage storage = WeightStorage.Float32)
    {
        using var stream = new MemoryStream();
        PackedWeightsWriter.Write(stream, Definition(), model, storage);
        return stream.ToArray();
    }

    public static PackedModel Read(byte[] file, params string[] labels) =>
        PackedWeightsReader.Read(new FileInMemory(file, "some/file"), Definition(labels));

    public static unsafe float[] Floats32(NativeBuffer weights) => new ReadOnlySpan<float>(weights.Pointer, Floats).ToArray();

    /// <summary>The file with another number in a field, and the checksum of that.</summary>
    public static byte[] With(byte[] file, int at, uint value)
    {
        byte[] changed = [.. file];
        BinaryPrimitives.WriteUInt32LittleEndian(changed.AsSpan(at), value);
        return Mend(changed);
    }

    /// <summary>Makes the checksum right.</summary>
    public static byte[] Mend(byte[] file)
    {
        ulong checksum = XxHash3.HashToUInt64([.. file[..184], .. file[HeaderBytes..]]);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(184), checksum);
        return file;
    }

    public static void Refused(byte[] file, params ReadOnlySpan<string> fragments)
    {
        var exception = Assert.Throws<CheckpointException>(() => Read(file));
        Assert.StartsWith("some/file: ", exception.Message, StringComparison.Ordinal);
        foreach (string fragment in fragments)
            Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
    }
}
