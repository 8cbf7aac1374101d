using System.Numerics;

namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Progressive grey files of one shade, in as few bytes as the standard allows, however many scans they have.</summary>
internal static class EmptyScans
{
    private const int LongestRun = 32767;

    private static readonly (int First, int Last, int High, int Low)[] s_script =
        [(1, 5, 0, 2), (6, 63, 0, 2), (1, 63, 2, 1), (0, 0, 1, 0), (1, 63, 1, 0)];

    /// <summary>libjpeg's script for grey pictures: 6 scans.</summary>
    public static byte[] Usual(int width, int height) => Write(width, height, s_script);

    /// <summary>A DC scan, and scans of one coefficient each, bit by bit.</summary>
    public static byte[] Many(int width, int height, int scans) => Write(
        width, height, Enumerable.Range(0, scans - 1).Select(i => (1 + (i / 8), 1 + (i / 8), i % 8 == 0 ? 0 : 8 - (i % 8), 7 - (i % 8))));

    private static byte[] Write(int width, int height, IEnumerable<(int First, int Last, int High, int Low)> scans)
    {
        int blocks = (width + 7) / 8 * ((height + 7) / 8);
        var output = new JpegOutput([0]);
        output.Marker(0xD8);
        output.Segment(0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        output.Segment(0xC2, [8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0]);
        WriteScan(output, (0, 0, 0, 1), Enumerable.Repeat(new JpegToken(0, 0, 0, 0), blocks));
        foreach (var scan in scans)
            WriteScan(output, scan, scan.First == 0 ? Enumerable.Repeat(new JpegToken(JpegToken.Raw, 0, 0, 1), blocks) : Ends(blocks));
        output.Marker(0xD9);
        return output.ToArray();
    }

    private static void WriteScan(JpegOutput output, (int First, int Last, int High, int Low) scan, IEnumerable<JpegToken> tokens)
    {
        List<JpegToken> all = [.. tokens];
        var codes = HuffmanCode.Choose(HuffmanKind.Flat, all);
        foreach ((int table, var code) in codes)
            output.Segment(0xC4, code.Definition(table >> 2, table & 3));
        output.Segment(0xDA, [1, 1, 0, (byte)scan.First, (byte)scan.Last, (byte)((scan.High << 4) | scan.Low)]);
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
}
