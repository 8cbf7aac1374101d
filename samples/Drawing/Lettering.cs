using SkiaSharp;

namespace Emo.Samples.Drawing;

/// <summary>Letters from a font inside the program: machines without a screen often have none.</summary>
public sealed class Lettering : IDisposable
{
    private const string FontFile = "fonts/DejaVuSans-Bold-Latin.ttf";

    private static readonly SKTypeface s_typeface =
        SKTypeface.FromStream(new MemoryStream(EmbeddedFile.Read(typeof(Lettering).Assembly, FontFile)));

    private readonly SKFont _font;
    private readonly SKPaint _paint = new() { IsAntialias = true };

    /// <param name="size">Height of a line's letters, in pixels.</param>
    public Lettering(float size)
    {
        _font = new SKFont(s_typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias };
        Height = size;
    }

    public float Height { get; }

    /// <summary>From the top of a line to the top of the next.</summary>
    public float LineHeight => Height * 1.4f;

    public float WidthOf(string text) => _font.MeasureText(text);

    /// <summary>Draws a line whose capitals are in the middle between its top and its bottom.</summary>
    public void Draw(SKCanvas canvas, string text, float left, float top, SKColor colour)
    {
        _paint.Color = colour;
        float baseline = top + (LineHeight / 2) + (_font.Metrics.CapHeight / 2);
        canvas.DrawText(text, left, baseline, SKTextAlign.Left, _font, _paint);
    }

    public void Dispose()
    {
        _font.Dispose();
        _paint.Dispose();
    }
}
