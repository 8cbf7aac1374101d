using System.Collections.Immutable;
using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Train.Checks;

/// <summary>Samples in rows and columns, each with a line of text, below the names of the classes in their colours.</summary>
/// <param name="labels">The names of the classes.</param>
/// <param name="width">Width of a sample.</param>
/// <param name="height">Height of a sample.</param>
internal sealed class ContactSheet(ImmutableArray<string> labels, int width, int height)
{
    public const int PerSheet = Columns * Rows;

    private const int Columns = 4;
    private const int Rows = 3;
    private const int Gap = 6;
    private const int LongSide = 400;
    private const int MostNames = 40;

    /// <summary>Small inputs are enlarged; none is made smaller, or it would not show what the network sees.</summary>
    private readonly float _scale = Math.Max(1, LongSide / (float)Math.Max(width, height));

    private int TileWidth => (int)Math.Ceiling(width * _scale);

    private int TileHeight => (int)Math.Ceiling(height * _scale);

    /// <summary>Draws a sheet.</summary>
    /// <param name="samples">At most <see cref="PerSheet"/>: a line of text, and what draws it from (0, 0), enlarged.</param>
    /// <param name="path">The PNG file.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(IReadOnlyList<(string Text, Action<SKCanvas, float> Draw)> samples, string path)
    {
        using var letters = new Lettering(14);
        float head = DrawNames(null, letters);
        int rows = (samples.Count + Columns - 1) / Columns;
        float step = TileHeight + letters.LineHeight + Gap;
        using var bitmap = PictureFile.NewBitmap(Gap + (Columns * (TileWidth + Gap)), (int)Math.Ceiling(head + (rows * step)));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(new SKColor(30, 30, 30));
            DrawNames(canvas, letters);
            for (int i = 0; i < samples.Count; i++)
            {
                float left = Gap + (i % Columns * (TileWidth + Gap)), top = head + (i / Columns * step);
                canvas.Save();
                canvas.ClipRect(new SKRect(left, top, left + TileWidth, top + step - Gap));
                letters.Draw(canvas, samples[i].Text, left, top + TileHeight, SKColors.White);
                canvas.ClipRect(new SKRect(left, top, left + TileWidth, top + TileHeight));
                canvas.Translate(left, top);
                samples[i].Draw(canvas, _scale);
                canvas.Restore();
            }
        }

        PictureFile.Save(bitmap, path);
    }

    /// <summary>Draws the names, or only measures them; returns where they end.</summary>
    private float DrawNames(SKCanvas? canvas, Lettering letters)
    {
        float left = Gap, top = Gap, end = Columns * (TileWidth + Gap);
        for (int i = 0; i < Math.Min(labels.Length, MostNames); i++)
        {
            float size = letters.WidthOf(labels[i]) + (2 * Gap);
            if (left > Gap && left + size > end)
                (left, top) = (Gap, top + letters.LineHeight + Gap);
            if (canvas is not null)
            {
                using var fill = new SKPaint { Color = ClassColours.Of(i) };
                canvas.DrawRect(left, top, size, letters.LineHeight, fill);
                letters.Draw(canvas, labels[i], left + Gap, top, ClassColours.TextOn(fill.Color));
            }

            left += size + Gap;
        }

        return top + letters.LineHeight + Gap;
    }
}
