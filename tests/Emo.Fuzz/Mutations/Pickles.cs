using System.Buffers.Binary;

namespace Emo.Fuzz.Mutations;

/// <summary>Pickles as lists of opcodes with their arguments, of all protocols.</summary>
internal static class Pickles
{
    /// <summary>The opcodes; what is not understood is one last piece.</summary>
    public static List<byte[]> Split(byte[] pickle)
    {
        var opcodes = new List<byte[]>();
        for (int at = 0; at < pickle.Length; at += opcodes[^1].Length)
            opcodes.Add(pickle[at..(at + Length(pickle.AsSpan(at)))]);
        return opcodes;
    }

    /// <summary>Behind the first STOP.</summary>
    public static int End(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (at < bytes.Length)
        {
            bool stops = bytes[at] == '.';
            at += Length(bytes[at..]);
            if (stops)
                break;
        }

        return at;
    }

    public static byte[] Join(IEnumerable<byte[]> opcodes) => [.. opcodes.SelectMany(opcode => opcode)];

    /// <summary>Where the number in an opcode is, if it has one.</summary>
    public static (int At, int Size) Number(byte opcode) => opcode switch
    {
        (byte)'K' or (byte)'h' or (byte)'q' or 0x80 or 0x82 or 0x8a or 0x8c or (byte)'U' or (byte)'C' => (1, 1),
        (byte)'M' or 0x83 => (1, 2),
        (byte)'J' or (byte)'j' or (byte)'r' or (byte)'X' or (byte)'T' or (byte)'B' or 0x84 or 0x8b => (1, 4),
        0x8d or 0x8e or 0x95 or 0x96 or (byte)'G' => (1, 8),
        _ => (0, 0),
    };

    /// <summary>The bytes of the first opcode with its argument; all of them if it ends later.</summary>
    private static int Length(ReadOnlySpan<byte> bytes)
    {
        long argument = ArgumentLength(bytes[0], bytes[1..]);
        return argument < 0 || argument >= bytes.Length ? bytes.Length : 1 + (int)argument;
    }

    private static long ArgumentLength(byte opcode, ReadOnlySpan<byte> rest)
    {
        var (_, size) = Number(opcode);
        switch (opcode)
        {
            case 0x8a or 0x8c or (byte)'U' or (byte)'C':
                return rest.Length < 1 ? -1 : 1 + rest[0];
            case (byte)'X' or (byte)'T' or (byte)'B' or 0x8b:
                return rest.Length < 4 ? -1 : 4L + BinaryPrimitives.ReadUInt32LittleEndian(rest);
            case 0x8d or 0x8e or 0x96:
                return rest.Length < 8 ? -1 : 8 + (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(rest), int.MaxValue);
            case (byte)'c' or (byte)'i':
                int first = rest.IndexOf((byte)'\n');
                int second = first < 0 ? -1 : rest[(first + 1)..].IndexOf((byte)'\n');
                return second < 0 ? -1 : first + second + 2;
            case (byte)'F' or (byte)'I' or (byte)'L' or (byte)'S' or (byte)'V' or (byte)'P' or (byte)'g' or (byte)'p':
                int end = rest.IndexOf((byte)'\n');
                return end < 0 ? -1 : end + 1;
            default:
                return size;
        }
    }
}
