using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>PyTorch's format before 1.6: five pickles and raw storages, each of which is damaged.</summary>
internal sealed class TorchLegacyReader : CheckpointReader
{
    private const int LargestSeed = 100_000;

    public override string Name => "torch-legacy";

    public override string Description => "PyTorch's format before 1.6";

    public override byte[] Make(Random random)
    {
        if (random.Chance(0.1))
            return RawBytes.Damage(random, Seed(random), Seed(random));
        byte[][] parts = Parts(Seed(random)), others = Parts(Seed(random));
        for (int i = random.Few(); i > 0; i--)
        {
            // The object, and what lies behind it, are the larger part of the reader.
            int part = random.Chance(0.4) ? 3 : random.Next(parts.Length);
            parts[part] = part == 5
                ? Storages(random, parts[5], others[5])
                : new PickleDamage(random).Apply(parts[part], others[random.Next(5)]);
        }

        if (random.Chance(0.05))
            parts[random.Chance(0.8) ? 3 : random.Next(5)] = PickleBombs.Write(random, ModelTensors);
        byte[] file = [.. parts.SelectMany(part => part)];
        return random.Chance(0.05) ? RawBytes.Damage(random, file, Seed(random)) : file;
    }

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        var whole = LegacyTorchFile.StateDict(ModelTensors);
        yield return whole.Save();
        foreach (byte[] pickle in PickleSeeds.All(ModelTensors))
            yield return (whole with { Object = WithViewMetadata(pickle) }).Save();
        foreach (byte[] file in SeedFiles.Of("checkpoints", LargestSeed).Where(file => file[0] == 0x80 && file[2] == 0x8a))
            yield return file;
    }

    /// <summary>A persistent id has a sixth element there, which is None: it comes before "t" and "Q".</summary>
    private static byte[] WithViewMetadata(byte[] pickle)
    {
        var opcodes = Pickles.Split(pickle);
        for (int i = opcodes.Count - 1; i > 0; i--)
        {
            if (opcodes[i][0] == 'Q')
                opcodes.Insert(i - 1, [(byte)'N']);
        }

        return Pickles.Join(opcodes);
    }

    /// <summary>Five pickles, and the rest.</summary>
    private static byte[][] Parts(byte[] file)
    {
        var parts = new List<byte[]>();
        var rest = file.AsSpan();
        while (parts.Count < 5)
        {
            int end = Pickles.End(rest);
            parts.Add(rest[..end].ToArray());
            rest = rest[end..];
        }

        return [.. parts, rest.ToArray()];
    }

    private static byte[] Storages(Random random, byte[] storages, byte[] others)
    {
        if (storages.Length < 8 || random.Chance(0.4))
            return RawBytes.Damage(random, storages, others);
        byte[] copy = [.. storages];
        int at = 0; // the length of a storage, found by its elements of four bytes as a rule
        for (int i = random.Next(4); i > 0; i--)
        {
            long length = BitConverter.ToInt64(copy, at);
            if (length < 0 || length > (copy.Length - at - 16) / 4)
                break;
            at += 8 + (int)(4 * length);
        }

        BitConverter.GetBytes(random.OddNumber(BitConverter.ToInt64(copy, at))).CopyTo(copy, at);
        return copy;
    }
}
