using System.Buffers.Binary;
using System.IO.Hashing;
using Emo.Checkpoints;
using Emo.CompilerServices;
using Emo.Tests.Checkpoints;

namespace Emo.Tests.Packed;

/// <summary>Files of packed weights: what is written, and what is refused why.</summary>
public sealed class PackedWeightsTests : IDisposable
{
    private const int WeightBytes = 300_000; // more than a chunk of the reader, and no multiple of it

    private static readonly ModelDefinition s_model = Model("cats", 0x0123456789abcdef);

    private readonly string _folder = Directory.CreateTempSubdirectory("emo-packed").FullName;

    [Fact]
    public void A_file_reads_back_byte_for_byte()
    {
        byte[] written = Bytes(Weights());
        Assert.Equal(written, Bytes(PackedWeightsReader.Read(new FileInMemory(Save(), "file"), s_model).Weights));
        Assert.Equal(WeightBytes, written.Length);
    }

    [Fact]
    public void The_header_is_as_documented()
    {
        byte[] file = Save();
        Assert.Equal([0x89, (byte)'E', (byte)'M', (byte)'O', 0x0d, 0x0a, 0x1a, 0x8a], file[..8]);
        Assert.Equal(2u, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(8)));
        Assert.Equal(192u, BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(12)));
        Assert.Equal(s_model.Info.PackingId, BinaryPrimitives.ReadUInt128LittleEndian(file.AsSpan(16)));
        Assert.Equal(WeightBytes, BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32)));
        Assert.Equal("cats\0"u8, file.AsSpan(40, 5));
        Assert.Equal(new byte[16], file[168..184]);
        Assert.Equal(XxHash3.HashToUInt64([.. file[..184], .. file[192..]]), BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(184)));
        Assert.Equal(192 + WeightBytes, file.Length);
    }

    [Fact]
    public void Saving_replaces_the_file_and_leaves_nothing_else_behind()
    {
        string path = Path.Combine(_folder, "cats.emo");
        File.WriteAllText(path, "old");
        PackedWeightsWriter.Write(path, s_model, Packed(), WeightStorage.Float32);
        Assert.Equal(192 + WeightBytes, new FileInfo(path).Length);
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_put_in_place_leaves_nothing_behind()
    {
        string path = Directory.CreateDirectory(Path.Combine(_folder, "folder")).FullName;
        Assert.ThrowsAny<SystemException>(() => PackedWeightsWriter.Write(path, s_model, Packed(), WeightStorage.Float32));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(191)]
    public void A_file_cut_in_the_header_is_truncated(int length) =>
        Refused(Save()[..length], "it is truncated", $"it has {length} in all", "copy or save it again");

    [Theory]
    [InlineData(192)]
    [InlineData(192 + WeightBytes - 1)]
    public void A_file_cut_in_the_weights_is_truncated(int length) =>
        Refused(Save()[..length], $"it has {length} bytes instead of {192 + WeightBytes}", "truncated", "copy or save it again");

    [Fact]
    public void A_file_with_something_after_the_weights_is_refused() =>
        Refused([.. Save(), 0], $"it has {192 + WeightBytes + 1} bytes instead of {192 + WeightBytes}", "not only packed weights");

    [Fact]
    public void Another_format_is_refused_before_anything_else_is_believed() =>
        Refused(Changed(8, 3), "format 3", "reads formats 1 to 2", "load the checkpoint and save the weights again");

    [Fact]
    public void Weights_of_another_model_are_refused_with_both_names() =>
        Refused(Save(Model("dogs", 77)), "packed for 'dogs', not for 'cats'", "load the checkpoint of cats");

    [Fact]
    public void Weights_of_another_version_of_the_model_are_refused_with_both_ids() =>
        Refused(
            Save(Model("cats", 77)),
            "another version of cats",
            $"{(UInt128)77:x32}",
            $"{s_model.Info.PackingId:x32}",
            "load the checkpoint and save the weights again");

    [Fact]
    public void A_hostile_name_of_a_model_is_made_fit_for_a_message() =>
        Refused(Save(Model("\u001b[2J", 77)), "'\\u001b[2J'");

    [Fact]
    public void A_length_that_contradicts_the_id_is_refused() =>
        Refused(Changed(33, 0xff), "its header says", $"cats has {WeightBytes}");

    [Theory]
    [InlineData(60)]
    [InlineData(190)]
    [InlineData(192)]
    [InlineData(192 + (256 << 10))]
    [InlineData(192 + WeightBytes - 1)]
    public void A_byte_that_changed_anywhere_is_found_by_the_checksum(int position)
    {
        byte[] file = Save();
        file[position] ^= 0x10;
        Refused(file, "it is damaged", "checksum", "copy it again");
    }

    /// <summary>No version saves such a file, but a program can write one with a checksum that is right.</summary>
    [Theory]
    [InlineData(0, float.NaN)]
    [InlineData(65_535, float.PositiveInfinity)]
    [InlineData(65_536, float.NegativeInfinity)]
    [InlineData((WeightBytes / sizeof(float)) - 1, float.NaN)]
    public void Weights_that_are_not_finite_are_refused(int index, float value)
    {
        byte[] file = Save();
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(192 + (sizeof(float) * index)), value);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(184), XxHash3.HashToUInt64([.. file[..184], .. file[192..]]));
        Refused(file, $"weight {index} of {WeightBytes / sizeof(float)} is {value}", "load a checkpoint whose weights are finite");
    }

    [Fact]
    public void A_checkpoint_reader_says_what_the_file_is() => Rejected.Because(Save(), "it holds packed weights, not a checkpoint");

    [Fact]
    public void Checkpoints_and_short_files_are_not_taken_for_packed_weights()
    {
        Assert.True(PackedWeightsReader.Recognises(new FileInMemory(Save(), "file")));
        Assert.False(PackedWeightsReader.Recognises(new FileInMemory(TorchFile.StateDict(), "file")));
        Assert.False(PackedWeightsReader.Recognises(new FileInMemory(SafeTensorsFile.Write("{}", []), "file")));
        Assert.False(PackedWeightsReader.Recognises(new FileInMemory(Save().AsMemory(0, 7), "file")));
        Assert.False(PackedWeightsReader.Recognises(new FileInMemory(Array.Empty<byte>(), "file")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Refused(byte[] file, params ReadOnlySpan<string> fragments)
    {
        var exception = Assert.Throws<CheckpointException>(() => PackedWeightsReader.Read(new FileInMemory(file, "some/file"), s_model));
        Assert.StartsWith("some/file: ", exception.Message, StringComparison.Ordinal);
        foreach (string fragment in fragments)
            Assert.Contains(fragment, exception.Message, StringComparison.Ordinal);
    }

    private byte[] Changed(int position, byte value)
    {
        byte[] file = Save();
        file[position] = value;
        return file;
    }

    private byte[] Save(ModelDefinition? model = null)
    {
        string path = Path.Combine(_folder, Path.GetRandomFileName());
        PackedWeightsWriter.Write(path, model ?? s_model, Packed(), WeightStorage.Float32);
        byte[] file = File.ReadAllBytes(path);
        File.Delete(path);
        return file;
    }

    private static ModelDefinition Model(string name, UInt128 packingId) =>
        new(ModelInfos.Of(name, ModelInfos.Preprocessing(4, 6), WeightBytes, packingId), _ => { }, _ => { });

    private static PackedModel Packed() => new(Weights(), EmbeddingNorm: null, Labels: []);

    private static unsafe NativeBuffer Weights()
    {
        var weights = new NativeBuffer(WeightBytes);
        var random = new Random(1);
        foreach (ref float weight in new Span<float>(weights.Pointer, WeightBytes / sizeof(float)))
            weight = random.NextSingle() - 0.5f;
        return weights;
    }

    private static unsafe byte[] Bytes(NativeBuffer buffer) => new ReadOnlySpan<byte>(buffer.Pointer, (int)buffer.Bytes).ToArray();
}
