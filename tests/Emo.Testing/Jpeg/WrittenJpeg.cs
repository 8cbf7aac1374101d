using System.Buffers.Binary;

namespace Emo.Testing;

/// <summary>A JPEG file as it is to be written: quantised coefficients, and every choice that the standard leaves to an encoder.</summary>
internal sealed class WrittenJpeg
{
    public const byte Baseline = 0xC0, Extended = 0xC1, Progressive = 0xC2;

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>The frame's marker.</summary>
    public byte Process { get; init; } = Baseline;

    public required WrittenComponent[] Components { get; init; }

    public required WrittenScan[] Scans { get; init; }

    /// <summary>How Huffman codes are chosen.</summary>
    public WrittenHuffman Huffman { get; init; } = WrittenHuffman.Optimal;

    /// <summary>Whether standard tables are left out, as motion-JPEG does it.</summary>
    public bool OmitsTables { get; init; }

    /// <summary>Quantisation tables of 16 bits even where 8 suffice.</summary>
    public bool WideQuantTables { get; init; }

    /// <summary>A component's quantisation table comes right before its first scan, not at the beginning.</summary>
    public bool LateQuantTables { get; init; }

    /// <summary>All tables of a kind in one segment, not in a segment each.</summary>
    public bool JoinsTables { get; init; }

    /// <summary>Segments between the start and the tables: marker and content.</summary>
    public (byte Marker, byte[] Content)[] Segments { get; init; } = [];

    /// <summary>The EXIF orientation among <see cref="Segments"/>, 1 to 8.</summary>
    public int Orientation { get; init; } = 1;

    /// <summary>How many fill bytes precede a marker, in turn.</summary>
    public int[] FillBytes { get; init; } = [0];

    public static byte[] Exif(int orientation) =>
        [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0];

    public static byte[] Jfif => [.. "JFIF\0\x01\x01\0\0\x01\0\x01\0\0"u8];

    public static byte[] Adobe(byte transform) => [.. "Adobe\0\x64\0\0\0\0"u8, transform];

    /// <summary>A finished file with an EXIF orientation at its beginning.</summary>
    public static byte[] WithExif(byte[] file, int orientation)
    {
        byte[] exif = Exif(orientation);
        return [.. file[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. file[2..]];
    }

    public byte[] Write()
    {
        var layout = new JpegLayout(this);
        var output = new JpegOutput(FillBytes);
        output.Marker(0xD8);
        foreach ((byte marker, byte[] content) in Segments)
            output.Segment(marker, content);
        if (!LateQuantTables)
            output.Segments(0xDB, JoinsTables, [.. Components.DistinctBy(c => c.QuantIndex).Select(QuantTable)]);
        output.Segment(Process, FrameHeader());
        if (Huffman == WrittenHuffman.Standard && !OmitsTables)
            output.Segments(0xC4, JoinsTables, [.. HuffmanCode.Standard.Select(table => table.Code.Definition(table.Class, table.Index))]);

        int interval = 0;
        var sent = new HashSet<int>();
        foreach (var scan in Scans)
        {
            if (LateQuantTables)
                output.Segments(0xDB, JoinsTables, [.. scan.Components.Where(sent.Add).Select(c => QuantTable(Components[c]))]);
            if (scan.RestartInterval != interval)
            {
                interval = scan.RestartInterval;
                output.Segment(0xDD, [(byte)(interval >> 8), (byte)interval]);
            }

            WriteScan(output, layout, scan);
        }

        output.Marker(0xD9);
        return output.ToArray();
    }

    public override string ToString()
    {
        string components = string.Join(' ', Components.Select(c => $"{c.Id}:{c.X}x{c.Y}"));
        string scans = string.Join(
            ' ',
            Scans.Take(12).Select(s => $"{string.Join('+', s.Components)}:{s.First}-{s.Last}:{s.High}{s.Low}:{s.RestartInterval}"));
        return $"{Width} x {Height}, process {Process:X2}, {Huffman}, components {components}, scans {scans}";
    }

    private void WriteScan(JpegOutput output, JpegLayout layout, WrittenScan scan)
    {
        var tokens = new ScanEncoder(layout, scan).Encode();
        var codes = HuffmanCode.Choose(Huffman, tokens);
        if (Huffman != WrittenHuffman.Standard)
        {
            output.Segments(
                0xC4, JoinsTables, [.. codes.OrderBy(c => c.Key).Select(c => c.Value.Definition(c.Key >> 2, c.Key & 3))]);
        }

        output.Segment(0xDA, scan.Header(Components));
        output.Entropy(tokens, codes);
    }

    private byte[] FrameHeader()
    {
        byte[] header = new byte[6 + (3 * Components.Length)];
        header[0] = 8;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(1), (ushort)Height);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(3), (ushort)Width);
        header[5] = (byte)Components.Length;
        for (int i = 0; i < Components.Length; i++)
        {
            var component = Components[i];
            header[6 + (3 * i)] = component.Id;
            header[7 + (3 * i)] = (byte)((component.X << 4) | component.Y);
            header[8 + (3 * i)] = (byte)component.QuantIndex;
        }

        return header;
    }

    private byte[] QuantTable(WrittenComponent component)
    {
        bool wide = WideQuantTables || component.Quant.Any(step => step > 255);
        var table = new List<byte> { (byte)(((wide ? 1 : 0) << 4) | component.QuantIndex) };
        foreach (ushort step in component.Quant)
        {
            if (wide)
                table.Add((byte)(step >> 8));
            table.Add((byte)step);
        }

        return [.. table];
    }
}
