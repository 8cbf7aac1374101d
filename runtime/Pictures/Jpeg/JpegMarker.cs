namespace Emo.Pictures.Jpeg;

/// <summary>The second bytes of the markers (ITU-T T.81, table B.1); the first one is 0xFF.</summary>
internal static class JpegMarker
{
    public const int StartOfFrameProgressive = 0xC2;
    public const int DefineHuffmanTables = 0xC4;
    public const int DefineArithmeticConditions = 0xCC;
    public const int Restart0 = 0xD0;
    public const int Restart7 = 0xD7;
    public const int StartOfImage = 0xD8;
    public const int EndOfImage = 0xD9;
    public const int StartOfScan = 0xDA;
    public const int DefineQuantizationTables = 0xDB;
    public const int DefineNumberOfLines = 0xDC;
    public const int DefineRestartInterval = 0xDD;
    public const int App0 = 0xE0;
    public const int App1 = 0xE1;
    public const int App14 = 0xEE;
    public const int App15 = 0xEF;
    public const int Comment = 0xFE;
    public const int Temporary = 0x01;

    /// <summary>Whether nothing follows the marker, not even a length.</summary>
    public static bool StandsAlone(int marker) => marker is (>= Restart0 and <= Restart7) or Temporary;

    public static bool IsStartOfFrame(int marker) =>
        marker is >= 0xC0 and <= 0xCF and not (DefineHuffmanTables or 0xC8 or DefineArithmeticConditions);

    /// <summary>What the frames are coded with that are not decoded here.</summary>
    public static string ProcessOf(int startOfFrame) => startOfFrame switch
    {
        0xC3 or 0xC7 => "lossless",
        0xC9 or 0xCA or 0xCB or 0xCD or 0xCE or 0xCF => "arithmetic",
        _ => "hierarchical",
    };
}
