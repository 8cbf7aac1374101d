namespace Emo;

/// <summary>One output of a network: a planar (CHW) map inside the buffer of all of them.</summary>
/// <param name="Name">
/// A backbone: the stage, as the spec names it, <c>stage0</c> (the stem) to <c>stage4</c>. A detector: <c>cls.0</c>,
/// <c>reg.0</c>, <c>cls.1</c> and so on. A classifier or segmenter: <c>logits</c>.
/// </param>
/// <param name="Channels">Channels of the map.</param>
/// <param name="Height">Height of the map in cells.</param>
/// <param name="Width">Width of the map in cells.</param>
/// <param name="Offset">Where the map starts in the buffer, in floats.</param>
public readonly record struct FeatureMap(string Name, int Channels, int Height, int Width, int Offset)
{
    /// <summary>The number of values of the map.</summary>
    public int Length => Channels * Height * Width;

    /// <summary>Name, shape and place, such as <c>stage2: 48x14x14 at 12544</c>.</summary>
    public override string ToString() => $"{Name}: {Channels}x{Height}x{Width} at {Offset}";
}
