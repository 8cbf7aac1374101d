namespace Emo.Train.Data;

/// <summary>How samples differ from their pictures. Which flips there are is the data's: cells have no top.</summary>
internal sealed record AugmentationOptions
{
    public static AugmentationOptions Default { get; } = new();

    public Flips Flips { get; init; } = Flips.Horizontal;

    /// <summary>How far colours change: 0 not at all, 1 as usual.</summary>
    public double Colour { get; init; } = 1;

    /// <summary>How much is cut away: 0 nothing, 1 as usual.</summary>
    public double Crop { get; init; } = 1;
}

/// <summary>Which mirror images of a picture could be pictures too.</summary>
internal enum Flips
{
    None,

    /// <summary>Left and right exchanged.</summary>
    Horizontal,

    /// <summary>Also top and bottom.</summary>
    Both,

    /// <summary>Both, and turned by quarters: pictures from above, and through microscopes.</summary>
    Turns,
}
