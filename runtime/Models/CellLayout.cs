namespace Emo;

/// <summary>How maps lie in the arena: rows of cells, a cell's channels padded to 16 floats.</summary>
internal static unsafe class CellLayout
{
    private const int Lanes = 16;

    public static void CopyToPlanar(float* cells, FeatureShape shape, Span<float> planar)
    {
        int stride = (shape.Channels + Lanes - 1) / Lanes * Lanes;
        int count = shape.Height * shape.Width;
        for (int channel = 0; channel < shape.Channels; channel++)
        {
            var plane = planar.Slice(channel * count, count);
            for (int cell = 0; cell < plane.Length; cell++)
                plane[cell] = cells[((long)cell * stride) + channel];
        }
    }
}
