using Pages;
using Pages.Imaging;
using SkiaSharp;

namespace Emo.Application.Tests;

/// <summary>docs/imaging.md: a format that is not ours, and orientations. The loops over bitmaps are run by Emo.Codegen.Tests.</summary>
public sealed class ImagingTests
{
    [Fact]
    public async Task A_lossless_webp_file_has_the_class_of_its_png_file()
    {
        using var bitmap = SKBitmap.Decode("pictures/chelsea.png");
        using (var file = File.Create("chelsea.webp"))
        using (var pixels = bitmap.PeekPixels())
            Assert.True(pixels.Encode(file, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50)));
        using var model = EmoCifar10.Load("emo-cifar10.pth");

        string printed = await PageOutput.Of(() => SkiaFile.Run("chelsea.webp"));
        Assert.Equal($"{model.Classify("pictures/chelsea.png")[0]}\n", printed);
    }

    /// <summary>The pictures of an orientation each: SkiaSharp's decoder is libjpeg-turbo too.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task A_file_is_turned_as_ours_is(byte orientation)
    {
        byte[] file = File.ReadAllBytes("pictures/chelsea-exif6.jpg");
        int entry = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0x00, 0x03]);
        bool bigEndian = entry >= 0;
        if (!bigEndian)
            entry = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x12, 0x01, 0x03, 0x00]);
        Assert.Equal(6, file[entry + (bigEndian ? 9 : 8)]);
        file[entry + (bigEndian ? 9 : 8)] = orientation;
        string path = $"orientation{orientation}.jpg";
        File.WriteAllBytes(path, file);
        using var model = EmoCifar10.Load("emo-cifar10.pth");

        string printed = await PageOutput.Of(() => SkiaFile.Run(path));
        Assert.Equal($"{model.Classify(path)[0]}\n", printed);
    }
}
