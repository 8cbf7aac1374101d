using System.Numerics;

namespace Emo.Testing;

/// <summary>Progressive files of one shade, in as few bytes as the standard allows, however many scans they have.</summary>
internal static class EmptyScans
{
    private const int LongestRun = 32767;

    private static readonly Scan[] s_script = [new(1, 5, 0, 2), new(6, 63, 0, 2), new(1, 63, 2, 1), new(0, 0, 1, 0), new(1, 63, 1, 0)];

    private static readonly Scan[] s_colourScript =
    [
        new(1, 5, 0, 2), new(1, 63, 0, 1, 2), new(1, 63, 0, 1, 1), new(6, 63, 0, 2), new(1, 63, 2, 1),
        new(0, 0, 1, 0), new(1, 63, 1, 0, 2), new(1, 63, 1, 0, 1), new(1, 63, 1, 0),
    ];

    /// <summary>libjpeg's script for grey pictures: 6 scans.</summary>
    public static byte[] Usual(int width, int height) => Write(width, height, s_script, isColour: false);

    /// <summary>libjpeg's script for colour pictures, with halved chroma: 10 scans.</summary>
    public static byte[] UsualColour(int width, int height) => Write(width, height, s_colourScript, isColour: true);

    /// <summary>A DC scan, and scans of one coefficient each, bit by bit.</summary>
    public static byte[] Many(int width, int height, int scans)
    {
        var script = Enumerable.Range(0, scans - 1)
            .Select(i => new Scan(1 + (i / 8), 1 + (i / 8), i % 8 == 0 ? 0 : 8 - (i % 8), 7 - (i % 8)));
        return Write(width, height, script, isColour: false);
    }

    private static byte[] Write(int width, int height, IEnumerable<Scan> scans, bool isColour)
    {
        int mcuSide = isColour ? 16 : 8;
        int mcus = DivideUp(width, mcuSide) * DivideUp(height, mcuSide), mcuBlocks = isColour ? 6 : 1;
        int[] blocks = isColour
            ? [DivideUp(width, 8) * DivideUp(height, 8), mcus, mcus]
            : [mcus];
        var output = new JpegOutput([0]);
        output.Marker(0xD8);
        output.Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        byte[] components = isColour ? [3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0] : [1, 1, 0x11, 0];
        output.Segment(0xC2, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, .. components]);
        foreach (var scan in scans.Prepend(new Scan(0, 0, 0, 1)))
        {
            byte[] ids = scan.First == 0 ? [.. Enumerable.Range(1, blocks.Length).Select(i => (byte)i)] : [(byte)(scan.Component + 1)];
            var dc = scan.High == 0 ? new JpegToken(0, 0, 0, 0) : new JpegToken(JpegToken.Raw, 0, 0, 1);
            WriteScan(output, scan, ids, scan.First == 0 ? Enumerable.Repeat(dc, mcus * mcuBlocks) : Ends(blocks[scan.Component]));
        }

        output.Marker(0xD9);
        return output.ToArray();
    }

    private static void WriteScan(JpegOutput output, Scan scan, byte[] ids, IEnumerable<JpegToken> tokens)
    {
        List<JpegToken> all = [.. tokens];
        var codes = HuffmanCode.Choose(WrittenHuffman.Flat, all);
        foreach ((int table, var code) in codes)
            output.Segment(0xC4, code.Definition(table >> 2, table & 3));
        byte[] components = [(byte)ids.Length, .. ids.SelectMany(id => (byte[])[id, 0])];
        output.Segment(0xDA, [.. components, (byte)scan.First, (byte)scan.Last, (byte)((scan.High << 4) | scan.Low)]);
        output.Entropy(all, codes);
    }

    private static IEnumerable<JpegToken> Ends(int blocks)
    {
        while (blocks > 0)
        {
            int run = Math.Min(blocks, LongestRun), length = BitOperations.Log2((uint)run);
            yield return new JpegToken(4, length << 4, run - (1 << length), length);
            blocks -= run;
        }
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;

    /// <summary>A band and its bits, of one component; of DC, of all.</summary>
    private readonly record struct Scan(int First, int Last, int High, int Low, int Component = 0);
}
