using System.IO.Compression;
using Emo.Fuzz.Mutations;
using ZipFile = Emo.Testing.ZipFile;

namespace Emo.Fuzz.Readers;

/// <summary>PyTorch's zip archives: entries that lie, local headers and directory in agreement or not, damaged pickles.</summary>
internal sealed class TorchZipReader : CheckpointReader
{
    private const int LargestSeed = 100_000;

    private List<ZipItem>[]? _items;

    public override string Name => "torch-zip";

    public override string Description => "PyTorch's zip format: archive and pickle";

    public override byte[] Make(Random random)
    {
        if (random.Chance(0.1))
            return RawBytes.Damage(random, Seed(random), Seed(random));
        _items ??= [.. Seeds.Select(Items)];
        List<ZipItem> items = [.. random.Pick(_items)];
        if (random.Chance(0.03))
            AddMany(random, items);
        if (random.Chance(0.3))
            DamagePickle(random, items, random.Pick(_items));
        for (int i = random.Next(4); i > 0 && items.Count > 0; i--)
            Change(random, items, random.Pick(_items));
        byte[] file = Write(random, items);
        return random.Chance(0.1) ? RawBytes.Damage(random, file, Seed(random)) : file;
    }

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        foreach (byte[] pickle in PickleSeeds.All(ModelTensors))
        {
            var zip = new ZipFile { Items = { new ZipItem("archive/data.pkl", pickle) } };
            zip.Items.Add(new ZipItem("archive/byteorder", "little"u8.ToArray()));
            zip.Items.AddRange(ModelTensors.Select((tensor, i) => new ZipItem($"archive/data/{i}", tensor.Storage)));
            zip.Items.Add(new ZipItem("archive/version", "3\n"u8.ToArray()));
            yield return zip.Save();
        }

        foreach (byte[] file in SeedFiles.Of("checkpoints", LargestSeed).Where(file => file.AsSpan().StartsWith("PK"u8)))
            yield return file;
    }

    private static List<ZipItem> Items(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        return [.. archive.Entries.Select(entry =>
        {
            using var data = new MemoryStream();
            using var stream = entry.Open();
            stream.CopyTo(data);
            return new ZipItem(entry.FullName, data.ToArray());
        })];
    }

    private static void DamagePickle(Random random, List<ZipItem> items, List<ZipItem> other)
    {
        int at = items.FindIndex(item => item.Name.EndsWith("data.pkl", StringComparison.Ordinal));
        byte[] otherPickle = other.Find(item => item.Name.EndsWith("data.pkl", StringComparison.Ordinal))!.Data;
        if (at >= 0)
            items[at] = items[at] with { Data = new PickleDamage(random).Apply(items[at].Data, otherPickle) };
    }

    private static void Change(Random random, List<ZipItem> items, List<ZipItem> other)
    {
        int at = random.Next(items.Count);
        var item = items[at];
        long size = item.Data.Length;
        items[at] = random.Next(16) switch
        {
            0 => item with { Name = random.Pick(items).Name },
            1 => item with { Name = OddName(random, item.Name) },
            2 => item with { LocalName = OddName(random, item.Name) },
            3 => item with { Method = (ushort)random.Pick([8, 1, 9, 12, 14, 93, 99, 0xFFFF]) },
            4 => item with { Flags = (ushort)(random.Chance(0.5) ? random.Next(0x10000) : item.Flags ^ (1 << random.Next(16))) },
            5 => item with { CentralSize = random.OddNumber(size) },
            6 => item with { CentralCompressedSize = random.OddNumber(size) },
            7 => item with { LocalSize = (uint)random.OddNumber(size) },
            8 => item with { DescriptorSize = (uint)random.OddNumber(size) },
            9 => item with { HeaderOffset = (uint)random.OddNumber() },
            10 => item with { HeaderOffset = (uint)random.Next(4000) },
            11 => item with { Zip64 = true },
            12 => item with { Zip64 = true, CentralSize = random.OddNumber(size), CentralCompressedSize = random.OddNumber(size) },
            13 => item with { Data = random.Chance(0.5) ? item.Data[..random.Next(item.Data.Length + 1)] : [.. item.Data, .. new byte[8]] },
            14 => random.Pick(other),
            _ => Deflated(item),
        };
        switch (random.Next(20))
        {
            case 0:
                items.RemoveAt(at);
                break;
            case 1:
                items.Insert(random.Next(items.Count + 1), item);
                break;
            case 2:
                items.Reverse();
                break;
        }
    }

    private static string OddName(Random random, string name) => random.Next(8) switch
    {
        0 => "",
        1 => name.ToUpperInvariant(),
        2 => "../" + name,
        3 => "/" + name,
        4 => name.Replace('/', '\\'),
        5 => new string('n', random.Next(66_000)),
        6 => name + "\0",
        _ => "other/" + name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..],
    };

    /// <summary>What a compressing zip program would write, or a bomb.</summary>
    private static ZipItem Deflated(ZipItem item)
    {
        using var data = new MemoryStream();
        using (var deflate = new DeflateStream(data, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(item.Data.Length % 2 == 0 ? item.Data : new byte[1 << 20]);
        return item with { Data = data.ToArray(), Method = 8, CentralSize = item.Data.Length, CentralCompressedSize = data.Length };
    }

    private static void AddMany(Random random, List<ZipItem> items)
    {
        int count = 1 << random.Next(4, 14);
        bool same = random.Chance(0.2);
        for (int i = 0; i < count; i++)
            items.Add(new ZipItem(same ? "archive/data/7" : $"archive/data/x{i}", random.Chance(0.5) ? [] : [1]));
    }

    private static byte[] Write(Random random, List<ZipItem> items)
    {
        bool lies = random.Chance(0.15);
        var zip = new ZipFile
        {
            Zip64End = random.Chance(0.8),
            Comment = random.Chance(0.1) ? random.Bytes(random.Next(300)) : [],
            Appended = random.Chance(0.05) ? random.Bytes(random.Next(100)) : [],
            ExtraEntries = lies ? (int)random.OddNumber() : 0,
            DirectoryShift = lies && random.Chance(0.5) ? (int)random.OddNumber() : 0,
            SmallCountShift = lies && random.Chance(0.3) ? (int)random.OddNumber() : 0,
            Disk = (ushort)(lies && random.Chance(0.2) ? 1 : 0),
        };
        zip.Items.AddRange(items);
        return zip.Save();
    }
}
