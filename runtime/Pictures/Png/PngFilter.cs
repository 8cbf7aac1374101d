using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace Emo.Pictures.Png;

/// <summary>Undoes the filter of a row: what a byte was predicted from, left of it, above it or both, is added to it.</summary>
internal static class PngFilter
{
    /// <param name="filter">The row's first byte.</param>
    /// <param name="row">The row behind it; becomes the samples.</param>
    /// <param name="above">The samples of the row above, zeros above the first.</param>
    /// <param name="distance">Bytes from a sample to its left neighbour's, at least 1.</param>
    /// <exception cref="PictureException">No such filter is defined.</exception>
    public static void Undo(int filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                break;
            case 1:
                for (int i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                break;
            case 2:
                for (int i = 0; i < row.Length; i++)
                    row[i] += above[i];
                break;
            case 3:
                UndoAverage(row, above, distance);
                break;
            case 4:
                UndoPaeth(row, above, distance);
                break;
            default:
                throw new PictureException($"The PNG file is damaged: a row has the filter {filter}; 0 to 4 are defined.");
        }
    }

    private static void UndoAverage(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        for (int i = 0; i < row.Length; i++)
        {
            int left = i < distance ? 0 : row[i - distance];
            row[i] += (byte)((left + above[i]) >> 1);
        }
    }

    private static void UndoPaeth(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        int start = distance is 3 or 4 ? UndoPaethOfPixels(row, above, distance) : 0;
        for (int i = start; i < row.Length; i++)
        {
            (int left, int corner) = i < distance ? (0, 0) : (row[i - distance], above[i - distance]);
            row[i] += (byte)Paeth(left, above[i], corner);
        }
    }

    /// <summary>
    /// The same for pixels of three or four bytes, a vector each: the choice between the neighbours is as good as random, and as
    /// a branch it would be predicted wrongly every other time. Returns where it stopped: it reads four bytes at a time.
    /// </summary>
    private static int UndoPaethOfPixels(Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        var left = Vector128<short>.Zero;
        var corner = Vector128<short>.Zero;
        int i = 0;
        for (; i + sizeof(uint) <= row.Length; i += distance)
        {
            var filtered = Widen(BinaryPrimitives.ReadUInt32LittleEndian(row[i..]));
            var up = Widen(BinaryPrimitives.ReadUInt32LittleEndian(above[i..]));
            var upFromCorner = up - corner;
            var leftFromCorner = left - corner;
            var toLeft = Vector128.Abs(upFromCorner);
            var toAbove = Vector128.Abs(leftFromCorner);
            var toCorner = Vector128.Abs(leftFromCorner + upFromCorner);
            var nearest = Vector128.Min(Vector128.Min(toLeft, toAbove), toCorner);
            var predicted = Vector128.ConditionalSelect(
                Vector128.Equals(nearest, toLeft), left, Vector128.ConditionalSelect(Vector128.Equals(nearest, toAbove), up, corner));

            corner = up;
            left = (filtered + predicted) & Vector128.Create((short)byte.MaxValue);
            uint samples = Vector128.Narrow(left.AsUInt16(), left.AsUInt16()).AsUInt32().ToScalar();

            // Three bytes of three, although a store of four could keep the next one as it was: the next load would wait for that store.
            BinaryPrimitives.WriteUInt16LittleEndian(row[i..], (ushort)samples);
            row[i + 2] = (byte)(samples >> 16);
            if (distance == 4)
                row[i + 3] = (byte)(samples >> 24);
        }

        return i;
    }

    private static Vector128<short> Widen(uint bytes) => Vector128.WidenLower(Vector128.CreateScalar(bytes).AsByte()).AsInt16();

    // The neighbour nearest to left + above - corner; on ties in this order.
    private static int Paeth(int left, int above, int corner)
    {
        int toLeft = Math.Abs(above - corner);
        int toAbove = Math.Abs(left - corner);
        int toCorner = Math.Abs(left + above - corner - corner);
        if (toLeft <= toAbove && toLeft <= toCorner)
            return left;
        return toAbove <= toCorner ? above : corner;
    }
}
