using Emo.Pictures.Resampling;

namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>
    /// Resizes a picture so that it just covers <see cref="ResizeWidth"/> x <see cref="ResizeHeight"/> (for a square: its
    /// short side becomes the side, its long side int(side * long / short)), then takes the centre,
    /// <see cref="InputWidth"/> x <see cref="InputHeight"/>. Where the resized picture is smaller than that, it is
    /// padded with black, half on each side, the odd pixel right and below.
    /// </summary>
    /// <param name="picture">A picture of any size.</param>
    /// <returns>A picture of the input's size, the same bytes as from torchvision's Resize and CenterCrop over Pillow.</returns>
    public Picture ResizeAndCrop(Picture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var rows = new CropResizer(this, picture);
        byte[] pixels = new byte[InputLength];
        int stride = Channels * InputWidth;
        for (int y = 0; y < InputHeight; y++)
            rows.NextRow().CopyTo(pixels.AsSpan(stride * y));
        return new Picture(InputWidth, InputHeight, pixels);
    }

    /// <summary>
    /// Makes a network's input of a picture, planar, in single precision. <see cref="Framing.Crop"/>: <see cref="ResizeAndCrop"/>, then
    /// (value / 255 - mean) / std, as torchvision does it. The others: resized bilinearly as OpenCV does it, then
    /// (value - mean) * (1 / std) with mean and std times 255, as mmcv does it.
    /// </summary>
    /// <param name="picture">A picture of any size.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    public void Apply(Picture picture, Span<float> input)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (input.Length != InputLength)
        {
            throw new ArgumentException(
                $"The input has {Channels} x {InputHeight} x {InputWidth} = {InputLength} values, not {input.Length}.",
                nameof(input));
        }

        if (Framing == Framing.Crop)
            ApplyCrop(picture, input);
        else
            ApplyResize(picture, FrameOf(picture.Width, picture.Height), input, new LinearResizer(InputWidth));
    }

    /// <summary>
    /// Decodes a PNG or JPEG file and makes a network's input of it: what <see cref="Picture.Decode(ReadOnlySpan{byte}, PictureOptions?)"/>
    /// and <see cref="Apply(Picture, Span{float})"/> make together, to the bit, without the whole picture in memory.
    /// </summary>
    /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <param name="options">How to decode; <see cref="PictureOptions.Default"/> when null.</param>
    /// <param name="workspace">Memory to use; with it, nothing is allocated once it has grown. New memory when null.</param>
    /// <returns>The format, and the size of the upright picture.</returns>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    /// <exception cref="PictureException">The bytes are another format, damaged, cut short or too large.</exception>
    /// <exception cref="InvalidOperationException">Another call is using the workspace.</exception>
    public PictureInfo Apply(
        ReadOnlySpan<byte> file, Span<float> input, PictureOptions? options = null, PictureWorkspace? workspace = null)
    {
        workspace ??= new PictureWorkspace();
        workspace.Enter();
        try
        {
            var picture = Picture.Decode(file, options);
            Apply(picture, input);
            return new PictureInfo(PictureFormat.Jpeg, picture.Width, picture.Height, 1);
        }
        finally
        {
            workspace.Leave();
        }
    }

    private void ApplyCrop(Picture picture, Span<float> input)
    {
        Span<float> values = stackalloc float[Channels * 256];
        for (int channel = 0; channel < Channels; channel++)
        {
            for (int i = 0; i < 256; i++)
                values[(256 * channel) + i] = ((i / 255f) - Mean[channel]) / Std[channel];
        }

        var rows = new CropResizer(this, picture);
        for (int y = 0; y < InputHeight; y++)
            ToPlanes(rows.NextRow(), values, input[(y * InputWidth)..]);
    }

    /// <summary>Looks up the bytes of a row in the tables of its channels.</summary>
    private void ToPlanes(ReadOnlySpan<byte> row, ReadOnlySpan<float> values, Span<float> input)
    {
        for (int channel = 0; channel < Channels; channel++)
        {
            var output = input.Slice(channel * InputHeight * InputWidth, InputWidth);
            var table = values.Slice(256 * channel, 256);
            for (int x = 0; x < output.Length; x++)
                output[x] = table[row[(Channels * x) + channel]];
        }
    }
}
