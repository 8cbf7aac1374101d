using Emo.Runtime.Tests.Support;
using Emo.Runtime.Tests.Support.Jpeg;
using SkiaSharp;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>Files as .NET programs write them, against the decoder of the same library.</summary>
public class SkiaEncodedTests
{
    [Theory]
    [InlineData(SKJpegEncoderDownsample.Downsample420)]
    [InlineData(SKJpegEncoderDownsample.Downsample422)]
    [InlineData(SKJpegEncoderDownsample.Downsample444)]
    public void Every_quality_and_sampling_decodes_to_the_pixels_of_libjpeg_turbo(SKJpegEncoderDownsample sampling)
    {
        var photograph = PictureFiles.Open("chelsea.png");
        var random = new Random((int)sampling);
        for (int quality = 0; quality <= 100; quality++)
        {
            int width = random.Next(1, 120), height = random.Next(1, 90);
            var picture = quality % 4 == 0
                ? PictureFiles.Noise(width, height)
                : photograph.Crop(random.Next(photograph.Width - width), random.Next(photograph.Height - height), width, height);
            byte[] file = SkiaJpeg.Encode(picture, quality, sampling);
            JpegAssert.SamePixels(SkiaJpeg.Decode(file)!, Picture.Decode(file), $"{width} x {height}, quality {quality}");
        }
    }

    [Theory]
    [InlineData("chelsea-q90.jpg")]
    [InlineData("chelsea-progressive.jpg")]
    [InlineData("chelsea-cmyk.jpg")]
    [InlineData("chelsea-grey.jpg")]
    [InlineData("rocket.jpg")]
    public void Photographs_decode_to_the_pixels_of_libjpeg_turbo(string name)
    {
        byte[] file = PictureFiles.Read(name);
        JpegAssert.SamePixels(SkiaJpeg.Decode(file)!, Picture.Decode(file), name);
    }
}
