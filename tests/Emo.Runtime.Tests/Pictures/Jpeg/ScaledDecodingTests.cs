using Emo.Runtime.Tests.Support;
using Emo.Runtime.Tests.Support.Jpeg;
using SkiaSharp;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>By 1/2, 1/4 and 1/8, against what SkiaSharp makes of the same files in the same size.</summary>
public class ScaledDecodingTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Odd_files_decode_to_the_pixels_of_libjpeg_turbo(int scale)
    {
        int compared = 0, cases = 0;
        foreach (int seed in Settings.Cases(250))
        {
            cases++;
            var file = RandomJpeg.Create(seed);
            byte[] bytes = file.Write();
            if (!Smoothing.IsSettled(file) || SkiaJpeg.Decode(bytes, scale) is not { } stored)
                continue;
            JpegAssert.SamePixels(stored, ScaledDecoder.Decode(bytes, scale), $"case {seed} by 1/{scale}: {file}");
            compared++;
        }

        Assert.True(compared > cases * 6 / 10, $"Only {compared} of {cases} files were compared.");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Files_of_SkiaSharp_decode_to_its_pixels(int scale)
    {
        var photograph = PictureFiles.Open("chelsea.png");
        var random = new Random(scale);
        SKJpegEncoderDownsample[] samplings =
            [SKJpegEncoderDownsample.Downsample420, SKJpegEncoderDownsample.Downsample422, SKJpegEncoderDownsample.Downsample444];
        for (int quality = 5; quality <= 100; quality += 5)
        {
            int width = random.Next(8, 200), height = random.Next(8, 200);
            byte[] file = SkiaJpeg.Encode(photograph.Crop(0, 0, width, height), quality, samplings[quality % 3]);
            JpegAssert.SamePixels(
                SkiaJpeg.Decode(file, scale)!, ScaledDecoder.Decode(file, scale), $"{width} x {height}, quality {quality}, by 1/{scale}");
        }
    }

    [Theory]
    [InlineData("chelsea-q90.jpg", 2)]
    [InlineData("chelsea-progressive.jpg", 4)]
    [InlineData("chelsea-cmyk.jpg", 8)]
    [InlineData("chelsea-grey.jpg", 2)]
    [InlineData("rocket.jpg", 4)]
    public void Photographs_decode_to_the_pixels_of_SkiaSharp(string name, int scale)
    {
        byte[] file = PictureFiles.Read(name);
        JpegAssert.SamePixels(SkiaJpeg.Decode(file, scale)!, ScaledDecoder.Decode(file, scale), name);
    }
}
