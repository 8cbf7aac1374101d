namespace Emo.Checkpoints;

/// <summary>
/// The header that a tar archive begins with. PyTorch tries tar before anything else, so that a file which is both is a tar archive.
/// </summary>
internal static class TarHeader
{
    /// <summary>Its length in bytes.</summary>
    public const int Length = 512;

    private const int ChecksumOffset = 148;
    private const int ChecksumLength = 8;
    private const int SignatureOffset = 257;

    /// <summary>True when a file that starts like this has the signature of tar, or its checksum.</summary>
    public static bool IsAt(ReadOnlySpan<byte> start)
    {
        if (start.Length >= SignatureOffset + 5 && start[SignatureOffset..].StartsWith("ustar"u8))
            return true;
        if (start.Length < Length)
            return false;

        // The sum of all bytes, those of the checksum itself taken for spaces; as octal digits.
        int sum = ' ' * ChecksumLength;
        for (int i = 0; i < Length; i++)
            sum += i is >= ChecksumOffset and < ChecksumOffset + ChecksumLength ? 0 : start[i];
        return ReadOctal(start.Slice(ChecksumOffset, ChecksumLength)) == sum;
    }

    private static int ReadOctal(ReadOnlySpan<byte> digits)
    {
        int value = 0;
        foreach (byte digit in digits.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
                return -1;
            value = (8 * value) + (digit - '0');
        }
        return value;
    }
}
