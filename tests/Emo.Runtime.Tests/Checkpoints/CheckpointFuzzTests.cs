using CsCheck;
using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>
/// Mutations of valid files give a checkpoint whose tensors can be read, or a <see cref="CheckpointException"/>; never anything
/// else, and never much memory.
/// </summary>
public class CheckpointFuzzTests
{
    private const long Iterations = 20_000;

    private static readonly byte[] s_safeTensors = SafeTensorsFile.Write(
        """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""" +
        ""","b":{"dtype":"F16","shape":[3],"data_offsets":[16,22]},"c":{"dtype":"I64","shape":[],"data_offsets":[22,30]}}""",
        new byte[30]);

    private static readonly byte[] s_stateDict = TorchFile.StateDict(
        TestTensor.Float32("weight", [2, 3], 1, 2, 3, 4, 5, 6) with { Strides = [1, 2] },
        TestTensor.Of("half", "HalfStorage", [2], (Half)1, (Half)2) with { Location = "cuda:0", IsParameter = true },
        TestTensor.Of("num_batches_tracked", "LongStorage", [], 42L));

    private static readonly byte[] s_training = TrainingCheckpointTests.Write("net", "net_E");

    private static readonly Gen<byte[]> s_files = OneOf(s_safeTensors, s_stateDict, s_training);

    [Fact]
    public void Flipped_bits_are_harmless() =>
        (from file in s_files
         from flips in Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 7]).Array[1, 6]
         select Flip(file, flips)).Sample(IsHarmless, iter: Iterations);

    [Fact]
    public void Truncations_are_harmless() =>
        (from file in s_files
         from length in Gen.Int[0, file.Length]
         select file[..length]).Sample(IsHarmless, iter: Iterations);

    [Fact]
    public void Bytes_cut_out_doubled_or_overwritten_are_harmless() =>
        (from file in s_files
         from start in Gen.Int[0, file.Length]
         from end in Gen.Int[start, Math.Min(file.Length, start + 64)]
         from times in Gen.Int[0, 2]
         from insert in Gen.Byte.Array[0, 8]
         select Splice(file, start, end, times, insert)).Sample(IsHarmless, iter: Iterations);

    // The archive is sound here, so that every mutation reaches the unpickler.
    [Fact]
    public void Mutated_pickles_in_sound_archives_are_harmless()
    {
        TorchFile file = new();
        file.Pickle.Protocol().EmptyDict().Mark().Text("net").Put(0);
        file.Dict(
            TestTensor.Float32("weight", [2, 3], 1, 2, 3, 4, 5, 6), TestTensor.Float32("bias", [2], 1, 2) with { IsParameter = true });
        file.Pickle.Text("epoch").Integer(70_000).Text("list").EmptyList().Mark().Get(0).None().Appends().SetItems().Stop();
        var items = file.ToZip().Items;
        byte[] pickle = items[0].Data;

        (from start in Gen.Int[2, pickle.Length]
         from end in Gen.Int[start, Math.Min(pickle.Length, start + 3)]
         from insert in Gen.OneOf(OneOf("()tRQubse]}N.qh\x85\x86\x87\x81"u8.ToArray()), Gen.Byte).Array[0, 3]
         from times in Gen.Int[0, 1]
         select new ZipFile { Items = { items[0] with { Data = Splice(pickle, start, end, times, insert) } } })
        .Sample(
            zip =>
            {
                zip.Items.AddRange(items.Skip(1));
                return IsHarmless(zip.Save());
            },
            iter: Iterations);
    }

    [Fact]
    public void Mutated_headers_in_sound_safetensors_files_are_harmless()
    {
        byte[] header = s_safeTensors[8..^30];

        (from start in Gen.Int[0, header.Length]
         from end in Gen.Int[start, Math.Min(header.Length, start + 4)]
         from insert in Gen.OneOf(OneOf("{}[],:\"\\0123456789-e. "u8.ToArray()), Gen.Byte).Array[0, 4]
         select SafeTensorsFile.Write(Splice(header, start, end, 0, insert), new byte[30])).Sample(IsHarmless, iter: Iterations);
    }

    [Fact]
    public void The_files_before_mutation_are_valid()
    {
        foreach (byte[] file in new[] { s_safeTensors, s_stateDict, s_training })
        {
            using var checkpoint = Open(file);
            Assert.NotEmpty(checkpoint.Tensors);
        }
    }

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static byte[] Flip(byte[] file, (int Position, int Bit)[] flips)
    {
        byte[] mutated = [.. file];
        foreach ((int position, int bit) in flips)
            mutated[position] ^= (byte)(1 << bit);
        return mutated;
    }

    private static byte[] Splice(byte[] file, int start, int end, int times, byte[] insert) =>
        [.. file[..start], .. Enumerable.Repeat(file[start..end], times).SelectMany(bytes => bytes), .. insert, .. file[end..]];

    private static bool IsHarmless(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var checkpoint = Open(file);
            foreach (var tensor in checkpoint.Tensors.Values.Where(t => t.IsFloatingPoint))
            {
                if (tensor.Length > file.Length)
                    return false;
                tensor.CopyTo(new float[tensor.Length]);
            }
        }
        catch (CheckpointException e)
        {
            if (!e.Message.StartsWith("test: ", StringComparison.Ordinal))
                return false;
        }
        return GC.GetAllocatedBytesForCurrentThread() - before < 500_000 + (100L * file.Length);
    }
}
