using System.Globalization;
using Emo.Samples.Drawing;
using SkiaSharp;

namespace Emo.Samples.Segment;

/// <summary>Which colour is which class, and how much of the picture it covers: a column beside the picture.</summary>
internal sealed class Legend : IDisposable
{
    private const int FewestRows = 8;

    private static readonly SKColor s_background = new(32, 32, 32);

    private readonly IReadOnlyList<ClassShare> _classes;
    private readonly Lettering _letters;
    private readonly int _shown;

    /// <param name="classes">The classes, the most important first.</param>
    /// <param name="letterSize">Height of the letters in pixels.</param>
    /// <param name="height">
    /// What the legend should not be higher than: those that do not fit are counted. A few are shown whatever the height.
    /// </param>
    public Legend(IReadOnlyList<ClassShare> classes, float letterSize, int height)
    {
        _classes = classes;
        _letters = new Lettering(letterSize);
        int rows = Math.Max(FewestRows, (int)((height - (2 * Padding)) / _letters.LineHeight));
        _shown = classes.Count <= rows ? classes.Count : rows - 1;
    }

    public int Width => (int)MathF.Ceiling((3 * Padding) + Swatch + Rows.Select(row => _letters.WidthOf(row.Text)).DefaultIfEmpty().Max());

    public int Height => (int)MathF.Ceiling((2 * Padding) + (Rows.Count() * _letters.LineHeight));

    private float Padding => _letters.Height * 0.8f;

    private float Swatch => _letters.Height;

    /// <summary>The classes, and how many more there are when there is no room for all.</summary>
    private IEnumerable<(string Text, int? Class)> Rows
    {
        get
        {
            foreach (var share in _classes.Take(_shown))
                yield return (string.Create(CultureInfo.InvariantCulture, $"{share.Label}  {share.Share:P1}"), share.Index);
            if (_classes.Count > _shown)
                yield return ($"and {_classes.Count - _shown} more", null);
        }
    }

    public void Draw(SKCanvas canvas, SKRect place, LabelColours colours)
    {
        using var paint = new SKPaint { IsAntialias = true, Color = s_background };
        canvas.DrawRect(place, paint);
        float top = place.Top + Padding;
        foreach (var (text, classIndex) in Rows)
        {
            if (classIndex is { } index)
            {
                paint.Color = colours[index];
                canvas.DrawRect(place.Left + Padding, top + ((_letters.LineHeight - Swatch) / 2), Swatch, Swatch, paint);
            }

            _letters.Draw(canvas, text, place.Left + (2 * Padding) + Swatch, top, SKColors.White);
            top += _letters.LineHeight;
        }
    }

    public void Dispose() => _letters.Dispose();
}
