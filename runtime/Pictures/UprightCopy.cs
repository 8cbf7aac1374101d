using System.Buffers.Binary;

namespace Emo.Pictures;

/// <summary>Copies rows to an upright picture. Keeps its memory for the next picture.</summary>
internal sealed class UprightCopy
{
    private const int PixelBytes = 3;

    // So many stored rows become columns at a time: what is written then lies together.
    private const int BlockRows = 16;

    private byte[] _block = [];

    /// <summary>Copies all rows.</summary>
    /// <param name="rows">The rows, of which nothing was selected yet.</param>
    /// <param name="pixels">Receives the upright picture: height x width x 3 bytes.</param>
    public void Copy<TRows>(ref TRows rows, Span<byte> pixels)
        where TRows : IPixelRows, allows ref struct
    {
        rows.Select(0, 0, rows.Width, rows.Height);
        if (Orientations.SwapsSides(rows.Orientation))
            CopyToColumns(ref rows, pixels);
        else
            CopyToRows(ref rows, pixels);
    }

    private static void CopyToRows<TRows>(ref TRows rows, Span<byte> pixels)
        where TRows : IPixelRows, allows ref struct
    {
        int stride = PixelBytes * rows.Width;
        bool fromRight = Orientations.FromRight(rows.Orientation), fromBottom = Orientations.FromBottom(rows.Orientation);
        for (int y = 0; y < rows.Height; y++)
        {
            var row = rows.Row(y);
            var to = pixels.Slice(stride * (fromBottom ? rows.Height - 1 - y : y), stride);
            if (fromRight)
                Mirror(row, to);
            else
                row.CopyTo(to);
        }
    }

    private static void Mirror(ReadOnlySpan<byte> row, Span<byte> result)
    {
        for (int from = 0, to = row.Length - PixelBytes; to >= 0; from += PixelBytes, to -= PixelBytes)
            Put(row[from..], result[to..]);
    }

    /// <summary>Stored rows are upright columns: a block of them is kept, and gives a piece of every upright row.</summary>
    private void CopyToColumns<TRows>(ref TRows rows, Span<byte> pixels)
        where TRows : IPixelRows, allows ref struct
    {
        int stride = PixelBytes * rows.Width, uprightStride = PixelBytes * rows.Height;
        bool fromRight = Orientations.FromRight(rows.Orientation), fromBottom = Orientations.FromBottom(rows.Orientation);
        var block = KeptArray.Grow(ref _block, (Math.Min(BlockRows, rows.Height) * stride) + 1); // pixels are read as four bytes
        for (int top = 0; top < rows.Height; top += BlockRows)
        {
            int count = Math.Min(BlockRows, rows.Height - top);

            // The block's rows lie in the order of the upright columns.
            for (int i = 0; i < count; i++)
                rows.Row(top + i).CopyTo(block[((fromBottom ? count - 1 - i : i) * stride)..]);
            int left = PixelBytes * (fromBottom ? rows.Height - top - count : top);
            for (int x = 0; x < rows.Width; x++)
            {
                int line = fromRight ? rows.Width - 1 - x : x;
                var to = pixels.Slice((line * uprightStride) + left, PixelBytes * count);

                // Four bytes at a time while there is room: the fourth is the next pixel's, which is written next.
                int from = PixelBytes * x;
                for (; to.Length > PixelBytes; to = to[PixelBytes..], from += stride)
                    BinaryPrimitives.WriteUInt32LittleEndian(to, BinaryPrimitives.ReadUInt32LittleEndian(block[from..]));
                Put(block[from..], to);
            }
        }
    }

    private static void Put(ReadOnlySpan<byte> pixel, Span<byte> result)
    {
        result[2] = pixel[2];
        result[1] = pixel[1];
        result[0] = pixel[0];
    }
}
