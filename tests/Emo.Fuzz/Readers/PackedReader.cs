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
    private const int MaxLabelBytes = 3 * 601;

    private static readonly (int At, int Size)[] s_fields =
    [
        (0, 8), (8, 4), (12, 4), (16, 8), (24, 8), (32, 8), (40, 8), (40, 1), (48, 1), (168, 4), (172, 4), (176, 4), (180, 4),
        (HeaderBytes + WeightBytes, 4), (HeaderBytes + WeightBytes + 16, 4),
    ];

    private static readonly ModelInfo s_model =
        ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), WeightBytes, PackingId);

    private static readonly ModelDefinition s_definition =
        new(s_model, expected => expected.Linear("head", 3, 2), _ => { }, classCount: 3, embeddingNormLength: 2);

    private static readonly string s_path = Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"emo-fuzz-{Environment.ProcessId}.emo");

    public override string Name => "packed";

    public override string Description => "packed weights, from a file, from memory and from a stream";

    private static UInt128 PackingId => new(0x0123456789abcdef, 0xfedcba9876543210);

    public override byte[] Make(Random random)
    {
        byte[] file = [.. Seed(random)];
        if (random.Chance(0.2))
            file = RawBytes.Damage(random, file, Seed(random));
        for (int i = random.Next(3); i > 0 && file.Length >= HeaderBytes; i--)
        {
            var (at, size) = random.Pick(s_fields);
            if (at + 8 > file.Length)
                continue;
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
            using var model = Load(file);
            if (file.Length is < HeaderBytes + (WeightBytes / 2) or > HeaderBytes + WeightBytes + 16 + MaxLabelBytes)
                throw new WrongResultException($"a file of {file.Length} bytes was accepted");
            if (model.Info.Labels.Length is not (0 or 3) || model.Info.Labels.Any(label => label.Length is 0 or > 200))
                throw new WrongResultException($"its labels are '{string.Join("', '", model.Info.Labels)}'");
        }
        finally
        {
            File.Delete(s_path);
        }
    }

    /// <summary>The last byte says from where, so that a case is the same each time.</summary>
    private static ModelInstance Load(byte[] file) => (file.Length == 0 ? 0 : file[^1] % 4) switch
    {
        0 => ModelLoader.Load(s_definition, s_path),
        1 => ModelLoader.Load(s_definition, file),
        2 => ModelLoader.Load(s_definition, new MemoryStream(file)),
        _ => ModelLoader.Load(s_definition, new BufferedStream(new MemoryStream(file))),
    };

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        yield return Write(s_model);
        yield return Write(s_model with { Name = "dogs" });
        yield return Write(s_model with { PackingId = 7 });
        yield return Write(s_model with { WeightBytes = 0 });
        yield return WriteSecond(half: false, norm: false, labels: "");
        yield return WriteSecond(half: false, norm: true, labels: "");
        yield return WriteSecond(half: false, norm: true, labels: "a\nb\nc\n");
        yield return WriteSecond(half: true, norm: true, labels: "tabby\nginger\n\u00e9t\u00e9\n");
    }

    /// <summary>A file of format 2.</summary>
    private static byte[] WriteSecond(bool half, bool norm, string labels)
    {
        byte[] weights = new byte[half ? WeightBytes / 2 : WeightBytes];
        byte[] extras = new byte[norm ? 16 : 0];
        byte[] file = [.. Write(s_model)[..HeaderBytes], .. weights, .. extras, .. Encoding.UTF8.GetBytes(labels)];
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(8), 2);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(168), half ? 1u : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(172), norm ? 2u : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(176), labels.Length == 0 ? 0 : 3u);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(180), (uint)Encoding.UTF8.GetByteCount(labels));
        Mend(file);
        return file;
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
