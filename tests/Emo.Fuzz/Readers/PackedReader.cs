using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Emo.CompilerServices;
using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>Files of packed weights: every field of the header is changed, and the checksum made right again.</summary>
internal sealed class PackedReader : ForeignReader
{
    private const int HeaderBytes = 192;
    private const int ChecksumAt = HeaderBytes - 8;
    private const int WeightBytes = 4096;

    private static readonly (int At, int Size)[] s_fields = [(0, 8), (8, 4), (12, 4), (16, 8), (24, 8), (32, 8), (40, 8), (40, 1), (48, 1)];

    private static readonly ModelInfo s_model =
        ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), WeightBytes, PackingId);

    private static readonly ModelDefinition s_definition = new(s_model, expected => expected.Linear("head", 3, 2), _ => { });

    private static readonly string s_path = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"emo-fuzz-{Environment.ProcessId}.emo");

    public override string Name => "packed";

    public override string Description => "packed weights, from a file";

    private static UInt128 PackingId => new(0x0123456789abcdef, 0xfedcba9876543210);

    public override byte[] Make(Random random)
    {
        byte[] file = [.. Seed(random)];
        if (random.Chance(0.2))
            file = RawBytes.Damage(random, file, Seed(random));
        for (int i = random.Next(3); i > 0 && file.Length >= HeaderBytes; i--)
        {
            var (at, size) = random.Pick(s_fields);
            long near = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at));
            byte[] number = random.Chance(0.3) ? random.Bytes(8) : BitConverter.GetBytes(random.OddNumber(near));
            number.AsSpan(0, size).CopyTo(file.AsSpan(at));
        }

        if (random.Chance(0.05) && file.Length >= HeaderBytes)
            random.NextBytes(file.AsSpan(40, random.Next(ChecksumAt - 40)));
        if (random.Chance(0.1))
            file = random.Chance(0.5) ? file[..random.Next(file.Length + 1)] : [.. file, .. new byte[random.Next(1, 5000)]];
        if (random.Chance(0.8))
            Mend(file);
        return file;
    }

    public override void Read(byte[] file)
    {
        File.WriteAllBytes(s_path, file);
        try
        {
            // A file without the signature is a checkpoint, and none that fits.
            using var model = ModelLoader.Load(s_definition, s_path);
            if (file.Length != HeaderBytes + WeightBytes)
                throw new WrongResultException($"a file of {file.Length} bytes was accepted");
        }
        finally
        {
            File.Delete(s_path);
        }
    }

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        yield return Write(s_model);
        yield return Write(s_model with { Name = "dogs" });
        yield return Write(s_model with { PackingId = 7 });
        yield return Write(s_model with { WeightBytes = 0 });
    }

    private static byte[] Write(ModelInfo model)
    {
        byte[] file = new byte[HeaderBytes + model.WeightBytes];
        ((ReadOnlySpan<byte>)[0x89, (byte)'E', (byte)'M', (byte)'O', (byte)'\r', (byte)'\n', 0x1a, 0x8a]).CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(12), HeaderBytes);
        BinaryPrimitives.WriteUInt128LittleEndian(file.AsSpan(16), model.PackingId);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(32), model.WeightBytes);
        Encoding.UTF8.GetBytes(model.Name, file.AsSpan(40));
        Mend(file);
        return file;
    }

    private static void Mend(byte[] file)
    {
        if (file.Length < HeaderBytes)
            return;
        ulong checksum = XxHash3.HashToUInt64([.. file[..ChecksumAt], .. file[HeaderBytes..]]);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(ChecksumAt), checksum);
    }
}
