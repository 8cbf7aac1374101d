using System.IO.Compression;

namespace Emo.Tests.Checkpoints;

/// <summary>Small files that would cost much: they are refused early, in memory that their size justifies.</summary>
public class AttackTests
{
    private static byte[] Unpacked(string name)
    {
        using var packed = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", "checkpoints", "attacks", name + ".gz"));
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    // One view of 64 dimensions, rebuilt 2.7 million times; a storage's key of 65,000 characters, used half a million times.
    [Theory]
    [InlineData("million-rebuilds.pth", "the objects of its pickle need more than")]
    [InlineData("long-storage-key.pth", "the key of its storage is a long text")]
    public void A_file_that_costs_much_is_refused_early(string name, string reason)
    {
        byte[] file = Unpacked(name);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Rejected.Because(file, reason);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, (64L << 20) + (8L * file.Length));
    }
}
