namespace Emo.Pictures.Jpeg;

/// <summary>Decodes the scans of files that have several into the coefficients of the whole picture.</summary>
internal static class JpegScanDecoder
{
    // A picture has about ten scans. Each costs a pass over the blocks of its components however few bytes it has, so blocks times scans
    // are bounded by the picture, by the bits of its file, and by what takes a few milliseconds.
    private const int MaxScans = 500;
    private const int VisitsOfBlock = 16;
    private const int FreeVisits = 16 << 20;

    /// <summary>
    /// Looks through the rest of a file, before anything is allocated: what its scans would cost must stand in proportion to it.
    /// </summary>
    /// <param name="file">The headers up to the first scan.</param>
    /// <param name="reader">Stands behind them.</param>
    /// <param name="fileBytes">The length of the file.</param>
    public static void CheckWork(JpegFile file, JpegReader reader, int fileBytes)
    {
        long limit = FreeVisits + (VisitsOfBlock * file.Frame.Blocks) + (8L * fileBytes);
        long visits = BlocksOf(file.ScanComponents);
        int scans = 1;
        while (true)
        {
            int marker = reader.NextMarker();
            if (marker == JpegMarker.EndOfImage)
                return;
            if (JpegMarker.StandsAlone(marker))
                continue;
            var segment = reader.Segment(marker);
            if (marker != JpegMarker.StartOfScan)
                continue;
            for (int i = 1; i + 1 < segment.Length - 3; i += 2)
            {
                foreach (var component in file.Frame.Components)
                {
                    if (component.Id == segment[i])
                        visits += (long)component.BlockColumns * component.BlockRows;
                }
            }

            if (++scans > MaxScans)
                throw new PictureException($"The JPEG file has more than {MaxScans} scans.");
            if (visits > limit)
            {
                throw new PictureException(
                    $"The JPEG file asks for too much work: {scans} scans pass {visits} times over a block; {limit} passes are allowed " +
                    $"for {file.Frame.Width} x {file.Frame.Height} pixels in {fileBytes} bytes. Save it with fewer scans.");
            }
        }
    }

    /// <summary>Decodes the scan whose header was read last.</summary>
    public static void Decode(JpegFile file, ref EntropyStream stream)
    {
        if (file.Frame.IsProgressive)
            Begin(file);
        foreach (var component in file.ScanComponents)
            component.Prediction = 0;
        if (file.ScanComponents.Length > 1)
            DecodeInterleaved(file, ref stream);
        else if (file.Frame.IsProgressive && file.Scan.First > 0)
            DecodeBand(file, ref stream);
        else
            DecodeSingle(file, ref stream);
    }

    /// <summary>Checks the header of a progressive scan, and notes which bits it brings.</summary>
    private static void Begin(JpegFile file)
    {
        var scan = file.Scan;
        bool isDc = scan.First == 0;
        bool isValid = isDc
            ? scan.Last == 0
            : scan.First <= scan.Last && scan.Last < ZigZag.BlockLength && file.ScanComponents.Length == 1;
        if (!isValid || scan.Shift > 13 || (scan.IsRefinement && scan.Shift != scan.Refined - 1))
        {
            throw JpegErrors.Damaged(
                $"scan {file.Scans} has the coefficients {scan.First} to {scan.Last} of {file.ScanComponents.Length} components, " +
                $"shifted by {scan.Shift} after {scan.Refined}, which cannot be");
        }

        foreach (var component in file.ScanComponents)
        {
            for (int i = scan.First; i <= scan.Last; i++)
            {
                if (scan.Refined != Math.Max(component.MissingBits[i], 0))
                {
                    throw JpegErrors.Damaged(
                        $"scan {file.Scans} refines coefficient {i} of component {component.Id} from bit {scan.Refined} on; " +
                        $"the scans before left it at bit {Math.Max(component.MissingBits[i], 0)}");
                }

                component.MissingBits[i] = scan.Shift;
            }
        }
    }

    private static void DecodeInterleaved(JpegFile file, ref EntropyStream stream)
    {
        for (int mcuRow = 0; mcuRow < file.Frame.McuRows; mcuRow++)
        {
            for (int mcuColumn = 0; mcuColumn < file.Frame.McuColumns; mcuColumn++)
            {
                if (stream.BeginMcu(mcuRow))
                    Restart(file);
                foreach (var component in file.ScanComponents)
                {
                    for (int y = 0; y < component.SamplingY; y++)
                    {
                        int row = (mcuRow * component.SamplingY) + y;
                        int first = (row * component.PaddedColumns) + (mcuColumn * component.SamplingX);
                        for (int x = 0; x < component.SamplingX; x++)
                            DecodeBlock(file, component, first + x, ref stream.Bits);
                    }
                }

                stream.Check(mcuRow);
            }
        }
    }

    /// <summary>A scan of one component has only the blocks that have pixels of the picture.</summary>
    private static void DecodeSingle(JpegFile file, ref EntropyStream stream)
    {
        var component = file.ScanComponents[0];
        for (int row = 0; row < component.BlockRows; row++)
        {
            for (int column = 0; column < component.BlockColumns; column++)
            {
                if (stream.BeginMcu(row))
                    component.Prediction = 0;
                DecodeBlock(file, component, (row * component.PaddedColumns) + column, ref stream.Bits);
                stream.Check(row);
            }
        }
    }

    private static void DecodeBand(JpegFile file, ref EntropyStream stream)
    {
        var scan = file.Scan;
        var component = file.ScanComponents[0];
        var coefficients = component.Coefficients;
        var kind = scan.IsRefinement ? HuffmanKind.Refinement : HuffmanKind.Band;
        var table = file.Tables.Huffman(kind, component.AcTable);
        int emptyBlocks = 0;
        for (int row = 0; row < component.BlockRows; row++)
        {
            int count;
            for (int column = 0; column < component.BlockColumns; column += count)
            {
                if (stream.BeginMcus(component.BlockColumns - column, row, out count))
                    emptyBlocks = 0;
                int first = (row * component.PaddedColumns) + column;
                var blocks = coefficients.Blocks(first, count);
                var nonzero = coefficients.Nonzero(first, count);
                emptyBlocks = scan.IsRefinement
                    ? ProgressiveRefinement.Decode(ref stream.Bits, stream.Length, table, scan, blocks, nonzero, emptyBlocks)
                    : ProgressiveBand.Decode(ref stream.Bits, stream.Length, table, scan, blocks, nonzero, emptyBlocks);
                stream.Check(row);
            }
        }
    }

    private static void DecodeBlock(JpegFile file, JpegComponent component, int index, ref BitReader bits)
    {
        var block = component.Coefficients.Block(index);
        if (!file.Frame.IsProgressive)
        {
            var dc = file.Tables.Huffman(HuffmanKind.Dc, component.DcTable);
            var ac = file.Tables.Huffman(HuffmanKind.Ac, component.AcTable);
            if (SequentialBlock.Decode(ref bits, dc, ac, ref component.Prediction, block))
                component.Coefficients.Nonzero(index, 1)[0] = ulong.MaxValue;
        }
        else if (file.Scan.IsRefinement)
        {
            bits.Ensure();
            block[0] |= (short)(bits.Take(1) << file.Scan.Shift);
        }
        else
        {
            var dc = file.Tables.Huffman(HuffmanKind.Dc, component.DcTable);
            block[0] = (short)(SequentialBlock.DecodeDc(ref bits, dc, ref component.Prediction) << file.Scan.Shift);
        }
    }

    private static void Restart(JpegFile file)
    {
        foreach (var component in file.ScanComponents)
            component.Prediction = 0;
    }

    private static long BlocksOf(ReadOnlySpan<JpegComponent> components)
    {
        long blocks = 0;
        foreach (var component in components)
            blocks += (long)component.BlockColumns * component.BlockRows;
        return blocks;
    }
}
