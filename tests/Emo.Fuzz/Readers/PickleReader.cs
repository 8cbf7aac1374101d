using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>The pickle alone: the archive around it is always sound, so that every case reaches the unpickler.</summary>
internal sealed class PickleReader : CheckpointReader
{
    private static readonly ZipItem[] s_others =
    [
        new("test/byteorder", "little"u8.ToArray()),
        .. ModelTensors.Select((tensor, i) => new ZipItem($"test/data/{i}", tensor.Storage)),
        new("test/version", "3\n"u8.ToArray()),
    ];

    public override string Name => "pickle";

    public override string Description => "the pickle in a PyTorch file, in a sound archive with its storages";

    public override byte[] Make(Random random) => random.Next(20) switch
    {
        0 or 3 => PickleBombs.Write(random, ModelTensors),
        1 => RawBytes.Damage(random, Seed(random), Seed(random)),
        2 => Wild(random),
        _ => new PickleDamage(random).Apply(Seed(random), Seed(random)),
    };

    public override void Read(byte[] file)
    {
        var zip = new ZipFile { Items = { new ZipItem("test/data.pkl", file) } };
        zip.Items.AddRange(s_others);
        Read(zip.Save(), options: null);
    }

    protected override IEnumerable<byte[]> MakeSeeds() => PickleSeeds.All(ModelTensors);

    private static byte[] Wild(Random random)
    {
        var damage = new PickleDamage(random);
        var opcodes = Enumerable.Range(0, random.Next(1, 60)).Select(_ => damage.Opcode());
        return [0x80, (byte)random.Next(6), .. Pickles.Join(opcodes), (byte)'.'];
    }
}
