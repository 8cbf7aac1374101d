namespace Emo.Pictures.Png;

/// <summary>Reads rows from the decompressed data and undoes their filters.</summary>
internal sealed class PngRowReader(Stream data, PngHeader header)
{
    private byte[] _current = new byte[header.RowBytes(header.Width)];
    private byte[] _previous = new byte[header.RowBytes(header.Width)];
    private int _length;

    /// <summary>Begins a pass whose rows have <paramref name="width"/> pixels; the row above its first one is zero.</summary>
    public void BeginPass(int width)
    {
        _length = header.RowBytes(width);
        _current.AsSpan().Clear();
    }

    /// <summary>The next row, valid until the next call.</summary>
    public ReadOnlySpan<byte> Next()
    {
        (_current, _previous) = (_previous, _current);
        int filter = data.ReadByte();
        Span<byte> row = _current.AsSpan(0, _length);
        if (filter < 0 || data.ReadAtLeast(row, _length, throwOnEndOfStream: false) < _length)
            throw new PictureException("The PNG file is damaged: its pixel data ends before the last row.");

        Unfilter(filter, row, _previous.AsSpan(0, _length), header.FilterDistance);
        return row;
    }

    private static void Unfilter(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = distance; i < row.Length; i++) row[i] += row[i - distance];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++) row[i] += above[i];
                break;
            case 3:
                for (int i = 0; i < row.Length; i++)
                {
                    int left = i < distance ? 0 : row[i - distance];
                    row[i] += (byte)((left + above[i]) >> 1);
                }

                break;
            case 4:
                for (int i = 0; i < row.Length; i++)
                {
                    (int left, int corner) = i < distance ? (0, 0) : (row[i - distance], above[i - distance]);
                    row[i] += (byte)Paeth(left, above[i], corner);
                }

                break;
            default:
                throw new PictureException($"The PNG file is damaged: a row has the filter {filter}; 0 to 4 are defined.");
        }
    }

    // The neighbour nearest to left + above - corner; on ties in this order.
    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - corner - corner);
        if (toLeft <= toAbove && toLeft <= toCorner) return left;
        return toAbove <= toCorner ? above : corner;
    }
}
