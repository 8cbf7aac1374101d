namespace Emo.Pictures.Metadata;

/// <summary>
/// Reads what ImageMagick writes into PNG text chunks, "Raw profile type exif": a blank line, a name, a length, then hexadecimal digits.
/// </summary>
internal static class RawProfile
{
    private const int HeadLines = 3;

    /// <summary>The bytes behind the head, as Pillow 9.4 reads them; null where something else stands among the digits.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        for (int line = 0; line < HeadLines; line++)
        {
            int end = text.IndexOf((byte)'\n');
            text = end < 0 ? [] : text[(end + 1)..];
        }

        // Lines are joined first, so that a byte's digits may lie in two of them; other blanks may only stand between bytes.
        byte[] bytes = new byte[text.Length / 2];
        int count = 0, high = -1;
        foreach (byte letter in text)
        {
            if (letter == '\n' || (high < 0 && letter is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\v' or (byte)'\f'))
                continue;
            if (!char.IsAsciiHexDigit((char)letter))
                return null;
            int digit = (letter & 15) + (9 * (letter >> 6)); // letters have bit 6, and 'A' ends in 1
            if (high >= 0)
                bytes[count++] = (byte)((high << 4) | digit);
            high = high < 0 ? digit : -1;
        }

        return high < 0 ? bytes[..count] : null;
    }
}
