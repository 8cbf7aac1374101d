using System.Buffers.Binary;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

public class JpegDamageTests
{
    private static readonly byte[] s_baseline = PictureFiles.Read("jpeg/37x29_420.jpg");
    private static readonly byte[] s_progressive = PictureFiles.Read("jpeg/37x29_prog.jpg");

    [Fact]
    public void Every_truncation_is_an_error()
    {
        foreach (byte[] file in new[] { s_baseline, s_progressive })
        {
            for (int length = 0; length < file.Length; length++)
                Assert.Throws<PictureException>(() => Picture.Decode(file.AsSpan(0, length)));
        }
    }

    [Theory]
    [InlineData("chelsea-q90.jpg")]
    [InlineData("chelsea-progressive.jpg")]
    [InlineData("rocket.jpg")]
    public void A_truncated_photograph_says_so(string name)
    {
        byte[] file = PictureFiles.Read(name);
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file.AsSpan(0, file.Length / 2)));
        Assert.Contains("cut short", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_pixel_data_before_the_end_marker_is_an_error()
    {
        byte[] file = PictureFiles.Read("chelsea-q90.jpg");
        byte[] damaged = [.. file[..(file.Length / 2)], 0xFF, 0xD9];
        var error = Assert.Throws<PictureException>(() => Picture.Decode(damaged));
        Assert.Contains("its pixel data ends too early, in row", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_after_the_end_are_ignored()
    {
        var plain = Picture.Decode(s_baseline);
        Assert.True(Picture.Decode([.. s_baseline, 1, 2, 3]).Pixels.SequenceEqual(plain.Pixels));
    }

    [Theory]
    [InlineData(0xC3, "lossless")]
    [InlineData(0xC5, "hierarchical")]
    [InlineData(0xC9, "arithmetic")]
    [InlineData(0xCA, "arithmetic")]
    public void Other_coding_processes_are_named(byte process, string expected)
    {
        var error = Assert.Throws<PictureException>(() => Picture.Decode(WithFrame(frame => frame[1] = process)));
        Assert.Contains($"{expected} coding", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Twelve_bits_a_sample_are_refused()
    {
        var error = Assert.Throws<PictureException>(() => Picture.Decode(WithFrame(frame => frame[4] = 12)));
        Assert.Contains("12 bits a sample", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 29, "0 x 29")]
    [InlineData(37, 0, "37 x 0")]
    [InlineData(60_000, 60_000, "the limit is 100000000 in all")]
    [InlineData(10_000, 10_000, "cannot hold 10000 x 10000")]
    public void Wrong_sizes_are_refused_before_anything_is_allocated(int width, int height, string expected)
    {
        byte[] file = WithFrame(frame =>
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame[5..], (ushort)height);
            BinaryPrimitives.WriteUInt16BigEndian(frame[7..], (ushort)width);
        });

        long before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_fractional_sampling_is_refused()
    {
        // The first component 3 x 1 and the second 2 x 1.
        byte[] file = WithFrame(frame => (frame[11], frame[14]) = (0x31, 0x21));
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains("sampled 2 x 1 beside one sampled 3 x 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x22, 0x22, 0x22, 12)]
    [InlineData(0x42, 0x21, 0x11, 11)]
    [InlineData(0x44, 0x11, 0x11, 18)]
    [InlineData(0x42, 0x11, 0x11, 10)]
    [InlineData(0x22, 0x22, 0x21, 10)]
    public void An_mcu_has_at_most_ten_blocks(int first, int second, int third, int blocks)
    {
        byte[] file = ThreeComponents([first, second, third], [new WrittenScan(0, 1, 2)]);
        if (blocks <= 10)
        {
            Assert.Equal((70, 50), (Picture.Decode(file).Width, Picture.Decode(file).Height));
            return;
        }

        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains($"an MCU has {blocks} blocks; 10 are allowed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_alone_has_one_block_in_its_mcu_whatever_its_sampling()
    {
        byte[] file = ThreeComponents([0x44, 0x44, 0x11], [new WrittenScan(0), new WrittenScan(1), new WrittenScan(2)]);
        Assert.Equal((70, 50), (Picture.Decode(file).Width, Picture.Decode(file).Height));
    }

    [Fact]
    public void A_thousand_scans_are_refused()
    {
        int scan = s_progressive.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        byte[] segment = s_progressive[scan..(scan + 2 + s_progressive[scan + 3])];
        byte[] file = [.. s_progressive[..scan], .. Enumerable.Repeat(segment, 1000).SelectMany(s => s), 0xFF, 0xD9];
        var error = Assert.Throws<PictureException>(() => Picture.Decode(file));
        Assert.Contains("more than 500 scans", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_without_pixels_is_refused()
    {
        var error = Assert.Throws<PictureException>(() => Picture.Decode([0xFF, 0xD8, 0xFF, 0xD9]));
        Assert.Contains("ends before its pixels", error.Message, StringComparison.Ordinal);
    }

    private static byte[] ThreeComponents(int[] samplings, WrittenScan[] scans)
    {
        ushort[] quant = [.. Enumerable.Repeat((ushort)1, 64)];
        return new WrittenJpeg
        {
            Width = 70,
            Height = 50,
            Components =
            [
                .. samplings.Select((sampling, i) => new WrittenComponent
                {
                    Id = (byte)(i + 1),
                    X = sampling >> 4,
                    Y = sampling & 15,
                    QuantIndex = 0,
                    Quant = quant,
                    Tables = (0, 0),
                    Block = (x, y) => [(short)(x + (5 * y)), .. new short[63]],
                }),
            ],
            Scans = scans,
        }.Write();
    }

    private delegate void FrameEdit(Span<byte> frame);

    private static byte[] WithFrame(FrameEdit edit)
    {
        byte[] file = (byte[])s_baseline.Clone();
        edit(file.AsSpan(file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0])));
        return file;
    }
}
