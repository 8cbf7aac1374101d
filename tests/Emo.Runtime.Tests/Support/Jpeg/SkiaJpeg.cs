using SkiaSharp;

namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>What SkiaSharp decodes, with a copy of libjpeg-turbo: RGB, as stored, three bytes a pixel.</summary>
internal static class SkiaJpeg
{
    /// <summary>The pixels by 1, 1/2, 1/4 or 1/8; null where Skia does not take the file for whole, or the size for this part.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="scale">1, 2, 4 or 8.</param>
    public static Picture? Decode(byte[] file, int scale = 1)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec is null)
            return null;
        var size = codec.GetScaledDimensions(1f / scale);
        if (LargestEighths(codec.Info.Size, size) != 8 / scale)
            return null;
        byte[] pixels = new byte[4 * size.Width * size.Height];
        var info = new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        unsafe
        {
            fixed (byte* first = pixels)
            {
                if (codec.GetPixels(info, (nint)first) != SKCodecResult.Success)
                    return null;
            }
        }

        byte[] rgb = new byte[pixels.Length / 4 * 3];
        for (int i = 0; i < rgb.Length; i++)
            rgb[i] = pixels[(i / 3 * 4) + (i % 3)];
        return new Picture(size.Width, size.Height, rgb);
    }

    /// <summary>A picture as a JPEG file.</summary>
    public static byte[] Encode(Picture picture, int quality, SKJpegEncoderDownsample sampling)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? (byte)255 : picture.Pixels[(i / 4 * 3) + (i % 4)];
        using var map = bitmap.PeekPixels();
        using var encoded = map.Encode(new SKJpegEncoderOptions(quality, sampling, SKJpegEncoderAlphaOption.Ignore));
        return encoded!.ToArray();
    }

    /// <summary>Of a tiny picture several eighths have one size; Skia is only told the size, and takes the largest of them.</summary>
    private static int LargestEighths(SKSizeI whole, SKSizeI scaled)
    {
        int eighths = 8;
        while (((whole.Width * eighths) + 7) / 8 != scaled.Width || ((whole.Height * eighths) + 7) / 8 != scaled.Height)
            eighths--;
        return eighths;
    }
}
