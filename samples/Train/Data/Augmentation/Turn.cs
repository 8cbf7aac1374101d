using Emo.Samples.Accuracy;

namespace Emo.Train.Data;

/// <summary>One of the eight ways to lay a picture: turned clockwise by quarters, then mirrored left to right.</summary>
internal readonly record struct Turn(int Quarters, bool Mirrored)
{
    public bool SwapsSides => (Quarters & 1) != 0;

    /// <summary>One of the ways that the data allows, each as likely.</summary>
    public static Turn Random(Random random, Flips flips) => flips switch
    {
        Flips.None => default,
        Flips.Horizontal => new Turn(0, random.Next(2) == 1),
        Flips.Both => new Turn(2 * random.Next(2), random.Next(2) == 1),
        Flips.Turns => new Turn(random.Next(4), random.Next(2) == 1),
        _ => throw new ArgumentOutOfRangeException(nameof(flips), flips, "Unknown flips."),
    };

    public PictureView Of(PictureView view)
    {
        var turned = view.Rotate(90 * Quarters);
        return Mirrored ? turned.Mirror() : turned;
    }

    /// <param name="box">A box of the picture.</param>
    /// <param name="width">The picture's width before.</param>
    /// <param name="height">The picture's height before.</param>
    public TrueBox Of(TrueBox box, float width, float height)
    {
        for (int i = 0; i < Quarters; i++)
        {
            box = box with { Left = height - box.Bottom, Top = box.Left, Right = height - box.Top, Bottom = box.Right };
            (width, height) = (height, width);
        }

        return Mirrored ? box with { Left = width - box.Right, Right = width - box.Left } : box;
    }

    /// <summary>Where a pixel of the turned picture is in the picture as it was.</summary>
    /// <param name="x">The column after the turn.</param>
    /// <param name="y">The row after the turn.</param>
    /// <param name="width">The picture's width before.</param>
    /// <param name="height">The picture's height before.</param>
    public (int X, int Y) Before(int x, int y, int width, int height)
    {
        if (Mirrored)
            x = (SwapsSides ? height : width) - 1 - x;
        return Quarters switch
        {
            0 => (x, y),
            1 => (y, height - 1 - x),
            2 => (width - 1 - x, height - 1 - y),
            _ => (width - 1 - y, x),
        };
    }
}
