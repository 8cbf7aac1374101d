namespace Emo.Codegen.Planning;

/// <summary>A map in an arena buffer.</summary>
internal sealed record MapView(int Buffer, MapLayout Layout)
{
    public static MapView Dense(int buffer, int channels, int height, int width) => new(buffer, MapLayout.Dense(channels, height, width));
}
