using SkiaSharp;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary>
/// A network's input by Skia: resized (linear with the nearest mipmap, its cheapest way that does not alias), and cropped and turned
/// upright while it is normalised.
/// </summary>
internal sealed unsafe class SkiaInput(Preprocessing preprocessing) : IDisposable
{
    private static readonly SKSamplingOptions s_sampling = new(SKFilterMode.Linear, SKMipmapMode.Nearest);

    private readonly float[][] _tables =
    [
        .. Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, 256)
            .Select(value => ((value / 255f) - preprocessing.Mean[channel]) / preprocessing.Std[channel]).ToArray()),
    ];

    private RgbaPixels _resized = new(1, 1);

    /// <summary>Resizes all of the picture, and takes the centre: what the pipeline says.</summary>
    public void Apply(RgbaPixels picture, int orientation, Span<float> input)
    {
        var size = picture.Info.Size;
        double scale = Scale(size, orientation);
        using var source = picture.Map();
        Resize(source, (int)(size.Width * scale), (int)(size.Height * scale));
        Normalise(orientation, input);
    }

    /// <summary>Resizes the part that becomes the crop, of whole pixels: fewer pixels, and nearly the same.</summary>
    public void ApplyToCrop(RgbaPixels picture, int orientation, Span<float> input)
    {
        var size = picture.Info.Size;
        double scale = Scale(size, orientation);
        (int inputWidth, int inputHeight) = Turned(orientation, preprocessing.InputWidth, preprocessing.InputHeight);
        int width = Math.Min(size.Width, (int)Math.Round(inputWidth / scale));
        int height = Math.Min(size.Height, (int)Math.Round(inputHeight / scale));
        using var source = picture.Map();
        using var crop = new SKPixmap();
        if (!source.ExtractSubset(crop, SKRectI.Create((size.Width - width) / 2, (size.Height - height) / 2, width, height)))
            throw new InvalidOperationException("The crop leaves the picture.");
        Resize(crop, inputWidth, inputHeight);
        Normalise(orientation, input);
    }

    public void Dispose() => _resized.Dispose();

    private double Scale(SKSizeI size, int orientation)
    {
        (int width, int height) = Turned(orientation, preprocessing.ResizeWidth, preprocessing.ResizeHeight);
        return Math.Max((double)width / size.Width, (double)height / size.Height);
    }

    private void Resize(SKPixmap picture, int width, int height)
    {
        if (_resized.Info.Size != new SKSizeI(width, height))
        {
            _resized.Dispose();
            _resized = new RgbaPixels(width, height);
        }

        using var target = _resized.Map();
        if (!picture.ScalePixels(target, s_sampling))
            throw new InvalidOperationException("Skia does not resize the picture.");
    }

    private void Normalise(int orientation, Span<float> input)
    {
        int width = preprocessing.InputWidth, height = preprocessing.InputHeight, plane = width * height;
        (int cropWidth, int cropHeight) = Turned(orientation, width, height);
        int stride = _resized.Info.Width;
        int first = ((_resized.Info.Height - cropHeight) / 2 * stride) + ((stride - cropWidth) / 2);
        (int stepX, int stepY) = Turned(orientation, 1, stride);
        if (orientation is 2 or 3 or 6 or 7)
            (first, stepX) = (first + (stepX * (width - 1)), -stepX);
        if (orientation is 3 or 4 or 7 or 8)
            (first, stepY) = (first + (stepY * (height - 1)), -stepY);
        float[] red = _tables[0], green = _tables[1], blue = _tables[2];
        for (int y = 0; y < height; y++)
        {
            var row = input.Slice(y * width, (2 * plane) + width);
            byte* pixel = _resized.Memory + (4 * (first + (y * stepY)));
            for (int x = 0; x < width; x++, pixel += 4 * stepX)
            {
                row[x] = red[pixel[0]];
                row[x + plane] = green[pixel[1]];
                row[x + (2 * plane)] = blue[pixel[2]];
            }
        }
    }

    private static (int, int) Turned(int orientation, int x, int y) => orientation > 4 ? (y, x) : (x, y);
}
