using SkiaSharp;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary>Decoding as .NET programs do it: SkiaSharp's codec, straight to the memory that is wanted.</summary>
internal static unsafe class SkiaDecoder
{
    public static void Decode(byte[] file, RgbaPixels pixels)
    {
        using var data = Data(file);
        using var codec = SKCodec.Create(data);
        var result = codec.GetPixels(pixels.Info, (nint)pixels.Memory);
        if (result != SKCodecResult.Success)
            throw new InvalidOperationException($"SkiaSharp does not decode the file: {result}.");
    }

    /// <summary>Memory for the picture by 1 / <paramref name="scale"/>.</summary>
    public static RgbaPixels ScaledPixels(byte[] file, int scale)
    {
        using var data = Data(file);
        using var codec = SKCodec.Create(data);
        var size = codec.GetScaledDimensions(1f / scale);
        return new RgbaPixels(size.Width, size.Height);
    }

    public static byte[] Encode(Picture picture, SKEncodedImageFormat format, int quality)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % 4 == 3 ? (byte)255 : picture.Pixels[(i / 4 * 3) + (i % 4)];
        using var encoded = bitmap.Encode(format, quality);
        return encoded!.ToArray();
    }

    private static SKData Data(byte[] file) => SKData.CreateCopy(file);
}
