using SkiaSharp;

namespace Emo.Samples.Drawing;

/// <summary>A line of a legend; without a colour it has no square.</summary>
public readonly record struct LegendRow(string Text, SKColor? Colour);

/// <summary>Which colour is which class, and what is said of it: a column beside a picture.</summary>
public sealed class Legend : IDisposable
{
    private const int FewestRows = 8;

    private static readonly SKColor s_background = new(32, 32, 32);

    private readonly IReadOnlyList<LegendRow> _rows;
    private readonly Lettering _letters;

    /// <param name="rows">The classes, the most important first.</param>
    /// <param name="letterSize">Height of the letters in pixels.</param>
    /// <param name="height">
    /// What the legend should not be higher than: rows that do not fit are counted. A few are shown whatever the height.
    /// </param>
    public Legend(IReadOnlyList<LegendRow> rows, float letterSize, int height)
    {
        _letters = new Lettering(letterSize);
        int most = Math.Max(FewestRows, (int)((height - (2 * Padding)) / _letters.LineHeight));
        _rows = rows.Count <= most ? rows : [.. rows.Take(most - 1), new LegendRow($"and {rows.Count - most + 1} more", null)];
    }

    public int Width => (int)MathF.Ceiling((3 * Padding) + Swatch + _rows.Select(row => _letters.WidthOf(row.Text)).DefaultIfEmpty().Max());

    public int Height => (int)MathF.Ceiling((2 * Padding) + (_rows.Count * _letters.LineHeight));

    private float Padding => _letters.Height * 0.8f;

    private float Swatch => _letters.Height;

    /// <summary>The picture with the legend on its right, under which it is black where one is higher than the other.</summary>
    public SKBitmap Beside(SKBitmap picture)
    {
        var bitmap = PictureFile.NewBitmap(picture.Width + Width, Math.Max(picture.Height, Height));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.Black);
        canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        Draw(canvas, new SKRect(picture.Width, 0, bitmap.Width, bitmap.Height));
        return bitmap;
    }

    public void Dispose() => _letters.Dispose();

    private void Draw(SKCanvas canvas, SKRect place)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = s_background };
        canvas.DrawRect(place, paint);
        float top = place.Top + Padding;
        foreach (var (text, colour) in _rows)
        {
            if (colour is { } swatch)
            {
                paint.Color = swatch;
                canvas.DrawRect(place.Left + Padding, top + ((_letters.LineHeight - Swatch) / 2), Swatch, Swatch, paint);
            }

            _letters.Draw(canvas, text, place.Left + (2 * Padding) + Swatch, top, SKColors.White);
            top += _letters.LineHeight;
        }
    }
}
