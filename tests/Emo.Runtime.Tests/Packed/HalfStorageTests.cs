using System.Buffers.Binary;
using Emo.CompilerServices;
using static Emo.Tests.Packed.PackedFile;

namespace Emo.Tests.Packed;

/// <summary>Weights as halves: rounded to the nearest one, refused by name where there is none, never half a file.</summary>
public sealed class HalfStorageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emo-half").FullName;

    /// <summary>Every half, the number halfway to the next one, and its neighbours: ties go to the even half.</summary>
    [Fact]
    public void Each_weight_is_rounded_to_the_nearest_even_half_and_widened_exactly()
    {
        var values = new List<float>();
        for (int bits = 0; bits < 0x7c00; bits++)
        {
            float value = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
            float next = bits == 0x7bff ? 65_536 : (float)BitConverter.UInt16BitsToHalf((ushort)(bits + 1));
            float middle = (value + next) / 2;
            values.AddRange([value, middle, MathF.BitDecrement(middle), MathF.BitIncrement(middle)]);
        }

        values.RemoveAll(value => value >= 65_520);
        float[] floats = [.. values, .. values.Select(value => -value)];
        var halves = new Half[floats.Length];
        HalfWeights.Narrow(floats, halves);
        Assert.Equal(floats.Select(value => (Half)value), halves);
        float[] widened = new float[floats.Length];
        HalfWeights.Widen(halves, widened);
        Assert.Equal(halves.Select(half => (float)half), widened);
        Assert.All(widened, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_file_holds_the_halves()
    {
        byte[] file = Save(Model() with { Weights = Weights(i => i + 0.1f) }, WeightStorage.Float16);
        for (int i = 0; i < Floats; i++)
            Assert.Equal((Half)(i + 0.1f), BinaryPrimitives.ReadHalfLittleEndian(file.AsSpan(HeaderBytes + (2 * i))));
    }

    /// <summary>More than a chunk of the reader, and no multiple of it.</summary>
    [Fact]
    public unsafe void Files_of_several_chunks_make_the_round_trip()
    {
        const int Many = 1_100_007;
        var info = ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), Many * sizeof(float), packingId: 5);
        var definition = new ModelDefinition(info, _ => { }, _ => { });
        var weights = new NativeBuffer(Many * sizeof(float));
        for (int i = 0; i < Many; i++)
            weights.Pointer[i] = i % 2048;
        using var stream = new MemoryStream();
        PackedWeightsWriter.Write(stream, definition, new PackedModel(weights, null, []), WeightStorage.Float16);
        var read = PackedWeightsReader.Read(new Emo.Checkpoints.FileInMemory(stream.ToArray(), "file"), definition).Weights;
        Assert.True(new ReadOnlySpan<float>(weights.Pointer, Many).SequenceEqual(new ReadOnlySpan<float>(read.Pointer, Many)));
    }

    [Theory]
    [InlineData(65_504f)]
    [InlineData(-65_519.996f)]
    public void The_largest_half_is_no_overflow(float value)
    {
        var read = Read(Save(Model() with { Weights = Weights(_ => value) }, WeightStorage.Float16));
        Assert.All(Floats32(read.Weights), read => Assert.Equal(MathF.CopySign(65_504, value), read));
    }

    /// <summary>Row 1 of the panel of 16 outputs lies behind the biases and row 0: index 16 + 16 + channel.</summary>
    [Theory]
    [InlineData(65_520f, 2, 2)]
    [InlineData(-70_000f, 17, 1)]
    [InlineData(3e38f, 33, 1)]
    public void A_weight_that_is_too_large_is_refused_by_name_before_a_byte_is_written(float value, int index, int channel)
    {
        using var model = ModelLoader.Load(Definition(), Save(Model() with { Weights = Weights(i => i == index ? value : 1) }));
        using var stream = new MemoryStream();
        string path = Path.Combine(_folder, "cats.emo");
        foreach (var save in new Action[]
            { () => model.SaveWeights(stream, WeightStorage.Float16), () => model.SaveWeights(path, WeightStorage.Float16) })
        {
            string message = Assert.Throws<OverflowException>(save).Message;
            Assert.StartsWith("The weights of cats cannot be saved as Float16: 1 layer(s)", message, StringComparison.Ordinal);
            Assert.EndsWith($"\n  head: a weight of output channel {channel} is {value}", message, StringComparison.Ordinal);
        }

        Assert.Equal(0, stream.Length);
        Assert.Empty(Directory.GetFiles(_folder));
        model.SaveWeights(stream, WeightStorage.Float32);
    }

    /// <summary>No version writes such a file.</summary>
    [Theory]
    [InlineData(0x7c00)]
    [InlineData(0xfe01)]
    public void Halves_that_are_not_finite_are_refused(int bits)
    {
        byte[] file = Save(Model(), WeightStorage.Float16);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(HeaderBytes + 22), (ushort)bits);
        Refused(Mend(file), "weight 11 of 96 is");
    }

    [Fact]
    public void An_unknown_storage_is_refused()
    {
        using var model = ModelLoader.Load(Definition(), Save(Model()));
        string path = Path.Combine(_folder, "cats.emo");
        Assert.Equal(
            "storage", Assert.Throws<ArgumentOutOfRangeException>(() => model.SaveWeights(path, (WeightStorage)2)).ParamName);
        using var stream = new MemoryStream();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.SaveWeights(stream, (WeightStorage)(-1)));
        Assert.Equal(0, stream.Length);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(WeightStorage.Float32)]
    [InlineData(WeightStorage.Float16)]
    public void A_stream_is_written_from_where_it_stands_and_left_open(WeightStorage storage)
    {
        using var model = ModelLoader.Load(Definition(), Save(Model()));
        using var stream = new MemoryStream();
        stream.Write("before"u8);
        model.SaveWeights(stream, storage);
        stream.Write("after"u8);
        byte[] written = stream.ToArray();
        Assert.Equal(Save(Model(), storage), written[6..^5]);
    }

    [Fact]
    public void A_stream_that_cannot_be_written_is_refused()
    {
        using var model = ModelLoader.Load(Definition(), Save(Model()));
        using var stream = new MemoryStream([1, 2, 3], writable: false);
        Assert.Equal("stream", Assert.Throws<ArgumentException>(() => model.SaveWeights(stream, WeightStorage.Float32)).ParamName);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
