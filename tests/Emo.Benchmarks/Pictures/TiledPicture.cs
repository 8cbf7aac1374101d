using Emo.Testing;

namespace Emo.Benchmarks.Pictures;

/// <summary>Pictures of any size, as dense as a photograph: three photographs, tiled, every second one mirrored, none enlarged.</summary>
internal static class TiledPicture
{
    // What all three photographs have.
    private const int TileWidth = 448, TileHeight = 296;

    private static readonly Picture[] s_tiles =
        [.. new[] { "chelsea.png", "coffee.png", "rocket.jpg" }.Select(name => Picture.Open(TestData.Path("pictures", name)))];

    public static Picture Create(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                int column = x / TileWidth, row = y / TileHeight, tile = column + row;
                var photograph = s_tiles[tile % s_tiles.Length];
                int left = (photograph.Width - TileWidth) / 2, top = (photograph.Height - TileHeight) / 2;
                int tileX = tile % 2 == 0 ? x % TileWidth : TileWidth - 1 - (x % TileWidth);
                photograph.Pixels.Slice(3 * (((top + (y % TileHeight)) * photograph.Width) + left + tileX), 3)
                    .CopyTo(pixels.AsSpan(3 * ((y * width) + x)));
            }
        }

        return new Picture(width, height, pixels);
    }
}
