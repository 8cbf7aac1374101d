using SkiaSharp;

namespace Emo.Samples.Drawing;

/// <summary>Pictures from the runtime to Skia, and to PNG files.</summary>
public static class PictureFile
{
    public static SKBitmap ToBitmap(Picture picture)
    {
        var bitmap = new SKBitmap(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        var pixels = bitmap.GetPixelSpan();
        for (int i = 0; i < picture.Width * picture.Height; i++)
        {
            picture.Pixels.Slice(3 * i, 3).CopyTo(pixels[(4 * i)..]);
            pixels[(4 * i) + 3] = 255;
        }

        return bitmap;
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(SKBitmap bitmap, string path)
    {
        using var png = bitmap.Encode(SKEncodedImageFormat.Png, quality: 100);
        File.WriteAllBytes(path, png.ToArray());
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
