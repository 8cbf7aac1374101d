namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>Resizes so that the picture covers the resize target with its aspect ratio kept, then cuts the input's size out of its centre.</summary>
    /// <returns>A picture of <see cref="InputWidth"/> x <see cref="InputHeight"/>.</returns>
    public Picture ResizeAndCrop(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var (width, height) = ResizedSize(picture.Width, picture.Height);
        picture = picture.Resize(width, height, Interpolation);

        // torchvision's CenterCrop rounds half to even.
        int left = (int)Math.Round((picture.Width - InputWidth) / 2.0, MidpointRounding.ToEven);
        int top = (int)Math.Round((picture.Height - InputHeight) / 2.0, MidpointRounding.ToEven);
        return picture.Crop(left, top, InputWidth, InputHeight);
    }

    /// <summary>A picture as the network's input: <see cref="ResizeAndCrop"/>, then (value / 255 - mean) / std.</summary>
    /// <param name="picture">Any picture.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values, planar.</param>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    public void Apply(Picture picture, Span<float> input)
    {
        int plane = InputHeight * InputWidth;
        if (input.Length != 3 * plane)
            throw new ArgumentException($"The input has {3 * plane} values, but the span has {input.Length}.", nameof(input));
        var pixels = ResizeAndCrop(picture).Pixels;
        for (int channel = 0; channel < 3; channel++)
        {
            var (mean, std) = (Mean[channel], Std[channel]);
            var target = input.Slice(channel * plane, plane);
            for (int i = 0; i < target.Length; i++)
                target[i] = ((pixels[(3 * i) + channel] / 255f) - mean) / std;
        }
    }

    /// <summary>The side that covers its target exactly takes it; the other one is truncated, as torchvision's Resize does.</summary>
    private (int Width, int Height) ResizedSize(int width, int height)
    {
        bool fitsWidth = (long)ResizeWidth * height >= (long)ResizeHeight * width;
        return fitsWidth
            ? (ResizeWidth, Math.Max(1, (int)((long)ResizeWidth * height / width)))
            : (Math.Max(1, (int)((long)ResizeHeight * width / height)), ResizeHeight);
    }
}
