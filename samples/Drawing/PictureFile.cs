using SkiaSharp;

namespace Emo.Samples.Drawing;

/// <summary>Pictures from the runtime to Skia, and to PNG files.</summary>
public static class PictureFile
{
    /// <summary>libpng's limit. It would print warnings of its own.</summary>
    private const int MostPixelsOfSide = 1_000_000;

    private const int MostPixelsOfJpegSide = 65_500; // libjpeg's limit
    private const int JpegQuality = 90;

    public static SKBitmap ToBitmap(Picture picture)
    {
        var bitmap = NewBitmap(picture.Width, picture.Height);
        var pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            picture.Pixels.Slice(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[(4 * i) + 3] = 255;
        }

        return bitmap;
    }

    /// <summary>Four bytes a pixel: red, green, blue, and one that is 255.</summary>
    /// <exception cref="IOException">So large a picture cannot be drawn.</exception>
    public static SKBitmap NewBitmap(int width, int height) => NewBitmap(width, height, SKColorType.Rgba8888);

    /// <summary>One byte a pixel; rows may be longer than the picture is wide.</summary>
    /// <exception cref="IOException">So large a picture cannot be drawn.</exception>
    public static SKBitmap NewGreyBitmap(int width, int height) => NewBitmap(width, height, SKColorType.Gray8);

    private static SKBitmap NewBitmap(int width, int height, SKColorType type)
    {
        var bitmap = new SKBitmap();
        if (bitmap.TryAllocPixels(new SKImageInfo(width, height, type, SKAlphaType.Opaque)))
            return bitmap;
        bitmap.Dispose();
        throw new IOException($"A picture of {width} x {height} pixels is too large to be drawn.");
    }

    /// <summary>A PNG file, or a JPEG file where the name ends in <c>.jpg</c>.</summary>
    /// <exception cref="IOException">The file cannot be written, or the picture is too large for it.</exception>
    public static void Save(SKBitmap bitmap, string path)
    {
        bool jpeg = path.EndsWith(".jpg", StringComparison.Ordinal);
        using var file = Math.Max(bitmap.Width, bitmap.Height) <= (jpeg ? MostPixelsOfJpegSide : MostPixelsOfSide)
            ? bitmap.Encode(jpeg ? SKEncodedImageFormat.Jpeg : SKEncodedImageFormat.Png, jpeg ? JpegQuality : 100)
            : null;
        if (file is null)
        {
            string format = jpeg ? "JPEG" : "PNG";
            throw new IOException($"{path}: a picture of {bitmap.Width} x {bitmap.Height} pixels is too large for a {format} file.");
        }

        OutputFile.Write(path, file.SaveTo);
    }

    /// <summary>Large enough to read, whatever the size of the picture.</summary>
    public static float LetterSize(int width, int height) => Math.Clamp(Math.Min(width, height) / 30f, 11, 48);

    /// <summary>Says across the foot of a picture that it shows nothing: the weights were random.</summary>
    public static void StampRandom(SKCanvas canvas, int width, int height)
    {
        const string Text = "random weights: nothing here means anything";
        using var measure = new Lettering(10);
        using var letters = new Lettering(Math.Min(LetterSize(width, height), 10 * 0.94f * width / measure.WidthOf(Text)));
        using var background = new SKPaint { Color = new SKColor(0, 0, 0, 200) };
        float top = height - letters.LineHeight;
        canvas.DrawRect(0, top, width, letters.LineHeight, background);
        letters.Draw(canvas, Text, (width - letters.WidthOf(Text)) / 2, top, SKColors.White);
    }
}
