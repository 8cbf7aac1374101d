using System.Buffers.Binary;
using System.Text;
using Emo.CompilerServices;
using static Emo.Tests.Packed.PackedFile;

namespace Emo.Tests.Packed;

/// <summary>What format 2 added: storage, embedding norm, labels; and files of format 1, which have none of them.</summary>
public sealed class PackedExtrasTests
{
    private const int ExtrasAt = HeaderBytes + (Floats * sizeof(float));

    [Theory]
    [InlineData(WeightStorage.Float32)]
    [InlineData(WeightStorage.Float16)]
    public void Everything_makes_the_round_trip(WeightStorage storage)
    {
        byte[] file = Save(Model(), storage);
        Assert.Equal(HeaderBytes + (Floats * (storage == WeightStorage.Float16 ? 2 : 4)) + 16 + 28, file.Length);

        var read = Read(file);

        Assert.Equal(Enumerable.Range(-8, Floats).Select(i => (float)i), Floats32(read.Weights));
        Assert.Equal([1.5f, -2], read.EmbeddingNorm!.Scale.ToArray());
        Assert.Equal([0.25f, 1e-30f], read.EmbeddingNorm.Shift.ToArray());
        Assert.Equal(Labels, read.Labels);
    }

    [Fact]
    public void The_extras_are_as_documented()
    {
        byte[] file = Save(Model());
        Assert.Equal(
            [0u, 2u, 3u, 28u], new[] { 168, 172, 176, 180 }.Select(at => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at))));
        Assert.Equal(
            [1.5f, -2, 0.25f, 1e-30f],
            Enumerable.Range(0, 4).Select(i => BinaryPrimitives.ReadSingleLittleEndian(file.AsSpan(ExtrasAt + (4 * i)))));
        Assert.Equal("tabby\nMaine Coon\n\U0001f408 \u00e9t\u00e9\n", Encoding.UTF8.GetString(file.AsSpan(ExtrasAt + 16)));
    }

    [Fact]
    public void A_model_without_norm_and_labels_has_neither()
    {
        byte[] file = Save(Model() with { EmbeddingNorm = null, Labels = [] });
        Assert.Equal(ExtrasAt, file.Length);
        var read = Read(file);
        Assert.Null(read.EmbeddingNorm);
        Assert.Empty(read.Labels);
    }

    [Fact]
    public void Labels_of_a_file_are_the_instances_and_its_forks_unless_the_class_has_some()
    {
        byte[] file = Save(Model());
        using (var model = ModelLoader.Load(Definition(), file))
        using (var fork = model.Fork())
        {
            Assert.Equal(Labels, model.Info.Labels);
            Assert.Equal("tabby", fork.Info.LabelOf(0));
        }

        using var named = ModelLoader.Load(Definition("a", "b", "c"), file);
        Assert.Equal("a b c", string.Join(" ", named.Info.Labels));
    }

    [Theory]
    [InlineData(WeightStorage.Float32)]
    [InlineData(WeightStorage.Float16)]
    public void An_instance_saves_what_it_was_loaded_from(WeightStorage storage)
    {
        byte[] file = Save(Model(), storage);
        using var model = ModelLoader.Load(Definition(), file);
        using var saved = new MemoryStream();
        model.SaveWeights(saved, storage);
        Assert.Equal(file, saved.ToArray());
    }

    [Fact]
    public void Labels_of_the_class_are_not_saved()
    {
        using var model = ModelLoader.Load(Definition("a", "b", "c"), Save(Model()));
        using var saved = new MemoryStream();
        model.SaveWeights(saved, WeightStorage.Float32);
        Assert.Empty(Read(saved.ToArray()).Labels);
    }

    /// <summary>Written byte by byte, as versions before 0.2 wrote it: the name may be longer, and nothing follows the weights.</summary>
    [Fact]
    public void A_file_of_format_1_is_read()
    {
        byte[] file = FormatOne();
        var read = Read(file);
        Assert.Equal(Enumerable.Range(-8, Floats).Select(i => (float)i), Floats32(read.Weights));
        Assert.Null(read.EmbeddingNorm);
        Assert.Empty(read.Labels);
    }

    [Fact]
    public void Embeddings_of_a_file_of_format_1_are_not_supported_and_the_message_says_why()
    {
        using var model = ModelLoader.Load(Definition(), FormatOne());
        string message = Assert.Throws<NotSupportedException>(() => model.CheckEmbedding(new float[2], 2, normed: true)).Message;
        Assert.Contains("an older version of Emo.Codegen saved it", message, StringComparison.Ordinal);
        using var current = ModelLoader.Load(Definition(), Save(Model()));
        current.CheckEmbedding(new float[2], 2, normed: true);
    }

    [Fact]
    public void A_file_of_format_1_has_no_storage_and_nothing_behind_the_weights()
    {
        Refused(With([.. FormatOne(), 0], 8, 1), "instead of 576, so it is not only packed weights");
        Refused(FormatOne()[..^1], "truncated");
        Assert.Equal(Floats, Floats32(Read(With(FormatOne(), StorageAt, 1)).Weights).Length);
    }

    [Theory]
    [InlineData(8, 0u, "format 0")]
    [InlineData(8, 3u, "format 3")]
    [InlineData(12, 128u, "the weights begin at 128, not 192")]
    [InlineData(StorageAt, 2u, "stored in way 2")]
    [InlineData(StorageAt, uint.MaxValue, "stored in way 4294967295")]
    [InlineData(StorageAt, 1u, "it has 620 bytes instead of 428")]
    [InlineData(NormChannelsAt, 1u, "1 channels of an embedding norm, and cats has 2")]
    [InlineData(NormChannelsAt, uint.MaxValue, "4294967295 channels")]
    [InlineData(NormChannelsAt, 0u, "it has 620 bytes instead of 604")]
    [InlineData(LabelCountAt, 2u, "2 labels, and cats has 3 classes")]
    [InlineData(LabelCountAt, 0u, "28 bytes for 0 labels")]
    [InlineData(LabelBytesAt, 5u, "5 bytes for 3 labels")]
    [InlineData(LabelBytesAt, uint.MaxValue, "4294967295 bytes for 3 labels")]
    [InlineData(LabelBytesAt, 27u, "it has 620 bytes instead of 619")]
    public void Fields_that_lie_are_refused(int at, uint value, string reason) => Refused(With(Save(Model()), at, value), reason);

    [Theory]
    [InlineData(ExtrasAt, 0x7f800000u, "a number of its embedding norm is")]
    [InlineData(ExtrasAt + 12, 0x7fc00000u, "a number of its embedding norm is NaN")]
    [InlineData(ExtrasAt + 16, 0xffffffffu, "its labels are not lines of UTF-8")]
    [InlineData(ExtrasAt + 16 + 24, 0x61616161u, "its labels are not lines of UTF-8")]
    [InlineData(ExtrasAt + 16, 0x0a620a61u, "its header says 3 labels, and it has 5")]
    [InlineData(ExtrasAt + 16, 0x1b616161u, "'aaa\\u001by' is no label")]
    public void Extras_that_are_none_are_refused(int at, uint bytes, string reason) => Refused(With(Save(Model()), at, bytes), reason);

    [Theory]
    [InlineData(StorageAt)]
    [InlineData(NormChannelsAt)]
    [InlineData(ExtrasAt)]
    [InlineData(ExtrasAt + 17)]
    public void The_checksum_covers_them(int at)
    {
        byte[] file = Save(Model());
        byte[] changed = [.. file];
        changed[at] ^= 1;
        Assert.Throws<CheckpointException>(() => Read(changed));
        Assert.NotEqual(file[184..192], Mend(changed)[184..192]);
    }

    private static byte[] FormatOne()
    {
        byte[] file = new byte[ExtrasAt];
        ((ReadOnlySpan<byte>)[0x89, 0x45, 0x4d, 0x4f, 0x0d, 0x0a, 0x1a, 0x8a]).CopyTo(file);
        file[8] = 1;
        file[12] = 192;
        file[16] = 5; // packing id
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), Floats * sizeof(float));
        "cats"u8.CopyTo(file.AsSpan(40));
        for (int i = 0; i < Floats; i++)
            BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(HeaderBytes + (4 * i)), i - 8);
        return Mend(file);
    }
}
