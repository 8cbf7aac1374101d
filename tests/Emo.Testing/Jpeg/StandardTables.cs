namespace Emo.Testing;

/// <summary>The Huffman tables K.3 to K.6 of T.81: luma has number 0, chroma 1.</summary>
internal static class StandardTables
{
    public static (int Class, int Index, HuffmanCode Code)[] All(Func<byte[], byte[], HuffmanCode> fromCounts)
    {
        byte[] dc = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];
        return
        [
            (0, 0, fromCounts([0, 1, 5, 1, 1, 1, 1, 1, 1], dc)),
            (0, 1, fromCounts([0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1], dc)),
            (1, 0, fromCounts([0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125], Convert.FromHexString(Luma))),
            (1, 1, fromCounts([0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119], Convert.FromHexString(Chroma))),
        ];
    }

    private const string Luma =
        "01020300041105122131410613516107227114328191A1082342B1C11552D1F02433627282090A161718191A25262728292A34353637" +
        "38393A434445464748494A535455565758595A636465666768696A737475767778797A838485868788898A92939495969798999AA2A3" +
        "A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE1E2E3E4E5E6E7E8E9EAF1F2F3F4F5F6F7F8F9FA";

    private const string Chroma =
        "000102031104052131061241510761711322328108144291A1B1C109233352F0156272D10A162434E125F11718191A262728292A3536" +
        "3738393A434445464748494A535455565758595A636465666768696A737475767778797A82838485868788898A92939495969798999A" +
        "A2A3A4A5A6A7A8A9AAB2B3B4B5B6B7B8B9BAC2C3C4C5C6C7C8C9CAD2D3D4D5D6D7D8D9DAE2E3E4E5E6E7E8E9EAF2F3F4F5F6F7F8F9FA";
}
