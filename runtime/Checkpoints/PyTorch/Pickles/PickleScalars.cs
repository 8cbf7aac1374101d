using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Emo.Checkpoints;

/// <summary>Reads the values that hold no others: numbers, texts, bytes.</summary>
internal sealed class PickleScalars(PickleBytes pickle)
{
    /// <summary>Whole numbers from 0 to below this are made once for all pickles.</summary>
    public const int SmallIntegers = 1024;

    private static readonly PickleInteger[] s_small = [.. Enumerable.Range(0, SmallIntegers).Select(value => new PickleInteger(value))];

    // 0x1950a86a20f9469cfc6c, little-endian.
    private static ReadOnlySpan<byte> LegacyMagic => [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];

    public PickleValue Read(PickleOpcode opcode) => opcode switch
    {
        PickleOpcode.None => PickleOpaque.None,
        PickleOpcode.NewTrue => PickleOpaque.True,
        PickleOpcode.NewFalse => PickleOpaque.False,
        PickleOpcode.BinInt => Integer(pickle.ReadInt32()),
        PickleOpcode.BinInt1 => Integer(pickle.ReadByte()),
        PickleOpcode.BinInt2 => Integer(pickle.ReadUInt16()),
        PickleOpcode.Long1 => Long(pickle.Take(pickle.ReadByte())),
        PickleOpcode.Long4 => Skipped(pickle.ReadInt32(), PickleOpaque.Number),
        PickleOpcode.Int => IntegerLine(pickle.ReadLine()),
        PickleOpcode.Long => IntegerLine(pickle.ReadLine().TrimEnd('L')),
        PickleOpcode.BinFloat => Skipped(sizeof(double), PickleOpaque.Number),
        PickleOpcode.Float => Line(PickleOpaque.Number),
        PickleOpcode.BinUnicode => Text(pickle.ReadUInt32()),
        PickleOpcode.ShortBinUnicode => Text(pickle.ReadByte()),
        PickleOpcode.BinUnicode8 => Text(pickle.ReadLength()),

        // Texts of Python 2.
        PickleOpcode.ShortBinString => Text(pickle.ReadByte()),
        PickleOpcode.BinString => Text(pickle.ReadInt32()),
        PickleOpcode.String => Quoted(pickle.ReadLine()),
        PickleOpcode.Unicode => Line(pickle.ReadLine()),
        PickleOpcode.ShortBinBytes => Skipped(pickle.ReadByte(), PickleOpaque.Bytes),
        PickleOpcode.BinBytes => Skipped(pickle.ReadUInt32(), PickleOpaque.Bytes),
        PickleOpcode.BinBytes8 or PickleOpcode.ByteArray8 => Skipped(pickle.ReadLength(), PickleOpaque.Bytes),
        _ => throw pickle.Error($"opcode 0x{(int)opcode:x2} is not one that a file of torch.save has"),
    };

    /// <summary>The number of a value in the memo, as text.</summary>
    public uint ReadIndex() => uint.TryParse(pickle.ReadLine(), NumberStyles.None, CultureInfo.InvariantCulture, out uint index)
        ? index
        : throw pickle.Error("the number of a memorized value is no number");

    private static PickleInteger Integer(long value) => value >= 0 && value < s_small.Length ? s_small[value] : new PickleInteger(value);

    private static PickleValue Long(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
            return bytes.SequenceEqual(LegacyMagic) ? PickleOpaque.LegacyMagic : PickleOpaque.Number;
        Span<byte> padded = stackalloc byte[sizeof(long)];
        bool negative = !bytes.IsEmpty && (sbyte)bytes[^1] < 0;
        padded.Fill(negative ? (byte)0xff : (byte)0);
        bytes.CopyTo(padded);
        return Integer(BinaryPrimitives.ReadInt64LittleEndian(padded));
    }

    // Truth values are the lines 00 and 01 in protocol 0. Python takes other numbers that begin with a zero for octal ones.
    private static PickleValue IntegerLine(string line) => line switch
    {
        "00" => PickleOpaque.False,
        "01" => PickleOpaque.True,
        ['0' or '-' or '+', '0', ..] or ['0', _, ..] => PickleOpaque.Number,
        _ when long.TryParse(line, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) => Integer(value),
        _ => PickleOpaque.Number,
    };

    private PickleValue Text(long length) => pickle.ReadText(length) is string text ? new PickleText(text) : PickleOpaque.Text;

    // With a backslash it is no name.
    private static PickleValue Quoted(string line) =>
        line.Length >= 2 && line[0] is '\'' or '"' && line[^1] == line[0] && !line.Contains('\\', StringComparison.Ordinal)
            ? new PickleText(line[1..^1])
            : PickleOpaque.Text;

    private PickleText Line(string line)
    {
        for (int at = line.IndexOf('\\', StringComparison.Ordinal); at >= 0; at = line.IndexOf('\\', at + 1))
            line = Unescape(line, at);
        return new PickleText(line);
    }

    // \uXXXX, as Python's codec raw-unicode-escape has it; every other backslash is one.
    private string Unescape(string line, int at)
    {
        int digits = at + 1 == line.Length ? 0 : line[at + 1] switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
            return line;
        var number = line.AsSpan(at + 2, Math.Min(digits, line.Length - at - 2));
        bool isNumber = int.TryParse(number, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code);
        return isNumber && number.Length == digits && Rune.TryCreate(code, out var rune)
            ? $"{line[..at]}{rune}{line[(at + 2 + digits)..]}"
            : throw pickle.Error("a text has an escape that is no character");
    }

    private PickleOpaque Line(PickleOpaque value)
    {
        pickle.ReadLine();
        return value;
    }

    private PickleOpaque Skipped(long length, PickleOpaque value)
    {
        pickle.Skip(length);
        return value;
    }
}
