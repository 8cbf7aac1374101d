using Emo.Codegen.Graph;

namespace Emo.Codegen.Planning;

/// <summary>
/// A worker's scratch memory in a convolution by Winograd's F(2x2, 3x3): zeros, and of a strip of rows of Winograd tiles (2x2 outputs) the
/// inputs [16][tile][input] and the products [16][tile][output]. The planner reserves it and the kernel carves it up by this record.
/// </summary>
internal sealed record WinogradScratch(int Inputs, int Outputs, int TileRows, int TileColumns)
{
    /// <summary>Numbers of a tile: 4x4 inputs have as many, and so have the taps.</summary>
    public const int Numbers = 16;

    /// <summary>Outputs along a side of a tile.</summary>
    public const int Side = 2;

    /// <summary>Tiles that are made together: enough for the weights of a number to be worth loading, few enough for the cache.</summary>
    private const int StripTiles = 64;

    public static WinogradScratch Of(MapShape input, MapShape output) => new(
        ChannelLayout.Pad(input.Channels),
        ChannelLayout.Pad(output.Channels),
        (output.Height + Side - 1) / Side,
        (output.Width + Side - 1) / Side);

    /// <summary>Tile rows of a strip, but for the last.</summary>
    public int StripRows => Math.Min(TileRows, Math.Max(1, StripTiles / TileColumns));

    public int Strips => (TileRows + StripRows - 1) / StripRows;

    /// <summary>What lies outside of the map: as many inputs, or a panel's bias.</summary>
    public int ZeroFloats => Math.Max(Inputs, ChannelLayout.Panel);

    /// <summary>One of the 16 numbers of all tiles. They are an odd number of cache lines apart, so that they do not share a set.</summary>
    public int InputPlane => Plane(Inputs);

    public int OutputPlane => Plane(Outputs);

    public long Bytes => (ZeroFloats + (Numbers * ((long)InputPlane + OutputPlane))) * sizeof(float);

    private int Plane(int channels) => (StripRows * TileColumns * channels) | ChannelLayout.Lanes;
}
