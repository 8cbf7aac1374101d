namespace Emo;

/// <summary>
/// How maps lie in the arena: rows of cells, a cell's channels padded to 16 floats, perhaps zero cells at both ends of a row.
/// </summary>
internal static unsafe class CellLayout
{
    private const int Lanes = 16;

    public static void CopyToPlanar(float* map, FeatureShape shape, int padding, Span<float> planar)
    {
        int stride = (shape.Channels + Lanes - 1) / Lanes * Lanes;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            for (int y = 0; y < shape.Height; y++)
            {
                var row = planar.Slice(((channel * shape.Height) + y) * shape.Width, shape.Width);
                float* cells = map + ((((long)y * (shape.Width + (2 * padding))) + padding) * stride) + channel;
                for (int x = 0; x < row.Length; x++)
                    row[x] = cells[(long)x * stride];
            }
        }
    }
}
