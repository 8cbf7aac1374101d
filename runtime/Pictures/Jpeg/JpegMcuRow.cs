namespace Emo.Pictures.Jpeg;

/// <summary>Makes the samples of an MCU row.</summary>
internal static class JpegMcuRow
{
    /// <summary>Decodes an MCU row of a file with one scan.</summary>
    public static void Decode(JpegFile file, ref EntropyStream stream, int mcuRow, in JpegArea area)
    {
        if (mcuRow == 0)
        {
            foreach (var component in file.ScanComponents)
                component.Begin(file.Tables);
        }

        bool isWanted = area.HasMcuRow(mcuRow);
        for (int mcuColumn = 0; mcuColumn < file.Frame.McuColumns; mcuColumn++)
        {
            if (stream.BeginMcu(mcuRow))
            {
                foreach (var component in file.ScanComponents)
                    component.Prediction = 0;
            }

            if (isWanted && area.HasMcuColumn(mcuColumn))
                DecodeMcu(file, ref stream.Bits, mcuRow, mcuColumn);
            else
                SkipMcu(file, ref stream.Bits);
            stream.Check(mcuRow);
        }

        if (isWanted)
            RepeatEdges(file, mcuRow);
    }

    /// <summary>Transforms the coefficients of an MCU row of a file whose scans were all decoded.</summary>
    public static void Transform(JpegFile file, int mcuRow, in JpegArea area, bool isSmoothed)
    {
        var blocks = file.McuBlocks.AsSpan();
        foreach (var component in file.Frame.Components)
        {
            var transform = default(BlockTransform);
            int first = area.FirstMcuColumn * component.SamplingX;
            int end = Math.Min(area.EndMcuColumn * component.SamplingX, component.BlockColumns);
            int endRow = Math.Min((mcuRow + 1) * component.SamplingY, component.BlockRows);
            for (int row = mcuRow * component.SamplingY; row < endRow; row++)
            {
                int samples = component.Plane.RowStart(row * component.Plane.BlockSide);
                for (int column = first; column < end; column++)
                {
                    int to = samples + (column * component.Plane.BlockSide);
                    if (isSmoothed)
                    {
                        // Two blocks at a time wait to be transformed.
                        var block = blocks.Slice(ZigZag.BlockLength * (column & 1), ZigZag.BlockLength);
                        BlockSmoothing.Smooth(component, row, column, block);
                        transform.Add(component, block, isFlat: false, to);
                        if ((column & 1) == 1)
                            transform.Flush();
                        continue;
                    }

                    int index = (row * component.PaddedColumns) + column;
                    bool isFlat = component.Coefficients.Nonzero(index, 1)[0] == 0;
                    transform.Add(component, component.Coefficients.Block(index), isFlat, to);
                }

                transform.Flush();
            }
        }

        RepeatEdges(file, mcuRow);
    }

    private static void DecodeMcu(JpegFile file, ref BitReader bits, int mcuRow, int mcuColumn)
    {
        var blocks = file.McuBlocks.AsSpan();
        var transform = default(BlockTransform);
        foreach (var component in file.ScanComponents)
        {
            var plane = component.Plane;
            for (int y = 0; y < component.SamplingY; y++)
            {
                int samples = plane.RowStart(((mcuRow * component.SamplingY) + y) * plane.BlockSide);
                samples += mcuColumn * component.SamplingX * plane.BlockSide;
                for (int x = 0; x < component.SamplingX; x++)
                {
                    if (plane.BlockSide == 1)
                    {
                        SequentialBlock.Skip(ref bits, component.Dc, component.Ac, ref component.Prediction);
                        blocks[0] = (short)component.Prediction;
                        transform.Add(component, blocks[..ZigZag.BlockLength], isFlat: true, samples + x);
                        continue;
                    }

                    var block = blocks[..ZigZag.BlockLength];
                    block.Clear();
                    bool hasAc = SequentialBlock.Decode(ref bits, component.Dc, component.Ac, ref component.Prediction, block);
                    transform.Add(component, block, isFlat: !hasAc, samples + (x * plane.BlockSide));
                    blocks = blocks[ZigZag.BlockLength..];
                }
            }
        }

        transform.Flush();
    }

    private static void SkipMcu(JpegFile file, ref BitReader bits)
    {
        foreach (var component in file.ScanComponents)
        {
            for (int i = component.SamplingX * component.SamplingY; i > 0; i--)
                SequentialBlock.Skip(ref bits, component.Dc, component.Ac, ref component.Prediction);
        }
    }

    private static void RepeatEdges(JpegFile file, int mcuRow)
    {
        foreach (var component in file.Frame.Components)
            component.Plane.RepeatEdges(mcuRow);
    }
}
