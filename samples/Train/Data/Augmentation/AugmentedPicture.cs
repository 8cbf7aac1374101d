namespace Emo.Train.Data;

/// <summary>
/// A random part of a picture in other colours, laid another way, in memory that a thread uses again and again. The order is: cut, colour,
/// turn, resize; the resize is the runtime's own.
/// </summary>
internal sealed class AugmentedPicture
{
    [ThreadStatic]
    private static AugmentedPicture? s_ofThread;

    private byte[] _pixels = [];

    public static AugmentedPicture OfThread => s_ofThread ??= new AugmentedPicture();

    /// <summary>Memory of the runtime's resize.</summary>
    public PictureWorkspace Workspace { get; } = new();

    /// <summary>The part of the picture that the last sample shows.</summary>
    public CropArea Area { get; private set; }

    /// <summary>How it is laid.</summary>
    public Turn Turn { get; private set; }

    /// <summary>Width of the part as it is laid.</summary>
    public int Width => Turn.SwapsSides ? Area.Height : Area.Width;

    /// <summary>Height of the part as it is laid.</summary>
    public int Height => Turn.SwapsSides ? Area.Width : Area.Height;

    /// <summary>The view of the last sample.</summary>
    public PictureView View => Turn.Of(PictureView.Rgb(_pixels, Area.Width, Area.Height, 3 * Area.Width));

    /// <param name="picture">The picture.</param>
    /// <param name="random">Gives the sample.</param>
    /// <param name="options">Flips, and how strong the rest is.</param>
    /// <param name="cut">Chooses the part: of the width over height that it should have in the picture, turned or not.</param>
    public void Make(Picture picture, Random random, AugmentationOptions options, Func<Random, double, CropArea> cut)
    {
        Turn = Turn.Random(random, options.Flips);
        double shape = (double)picture.Width / picture.Height;
        Area = cut(random, Turn.SwapsSides ? 1 / shape : shape);
        int length = 3 * Area.Width * Area.Height;
        if (_pixels.Length < length)
            _pixels = new byte[length];
        ColourChange.Random(random, options.Colour).Apply(picture, Area, _pixels.AsSpan(0, length));
    }
}
