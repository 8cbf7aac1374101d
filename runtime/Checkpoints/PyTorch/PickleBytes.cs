using System.Buffers.Binary;
using System.Text;

namespace Emo.Checkpoints;

/// <summary>The bytes of a pickle, read from front to back.</summary>
internal sealed class PickleBytes(CheckpointFile file, byte[] bytes)
{
    private const int MaxLineLength = 256;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private int _position;
    private int _opcodePosition;

    public bool AtEnd => _position == bytes.Length;

    public PickleOpcode ReadOpcode()
    {
        _opcodePosition = _position;
        return (PickleOpcode)ReadByte();
    }

    public byte ReadByte() => Take(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ReadOnlySpan<byte> Take(uint count)
    {
        if (count > bytes.Length - _position)
            throw Error("the pickle ends in the middle");
        ReadOnlySpan<byte> taken = bytes.AsSpan(_position, (int)count);
        _position += (int)count;
        return taken;
    }

    /// <summary>A text of UTF-8 with its length before it.</summary>
    public string ReadText()
    {
        try
        {
            return s_strictUtf8.GetString(Take(ReadUInt32()));
        }
        catch (DecoderFallbackException e)
        {
            throw file.Error($"{Where}: a text is not UTF-8", e);
        }
    }

    /// <summary>A line of printable ASCII, without the line feed.</summary>
    public string ReadLine()
    {
        int end = bytes.AsSpan(_position, Math.Min(MaxLineLength, bytes.Length - _position)).IndexOf((byte)'\n');
        if (end < 0)
            throw Error("a name is not ended or too long");
        var line = Take((uint)end + 1)[..end];
        if (line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
            throw Error("a name is not ASCII");
        return Encoding.ASCII.GetString(line);
    }

    /// <summary>An exception that names the file and the position.</summary>
    public CheckpointException Error(string reason) => file.Error($"{Where}: {reason}");

    private string Where => $"data.pkl, byte {_opcodePosition}";
}
