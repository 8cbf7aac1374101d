using System.Buffers.Binary;
using System.Text;

namespace Emo.Checkpoints;

/// <summary>The bytes of a pickle, read from front to back through a window.</summary>
internal sealed class PickleBytes
{
    /// <summary>The longest pickle. Weights lie outside of it; real ones have kilobytes, with a training's history megabytes.</summary>
    public const long MaxLength = 64 << 20;

    /// <summary>Texts are kept up to this many bytes: a name is shorter, and what is longer is data of somebody else's.</summary>
    private const int MaxTextLength = 4096;

    private const int MaxLineLength = 1024;
    private const int WindowLength = 64 << 10;

    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly CheckpointFile _file;
    private readonly string _name;
    private readonly long _start;
    private readonly long _end;

    private byte[] _window = [];
    private int _windowUsed;
    private long _windowStart;
    private long _opcodePosition;

    /// <param name="file">The file that holds it.</param>
    /// <param name="name">What messages call the pickle.</param>
    /// <param name="start">Where it begins in the file.</param>
    /// <param name="end">Where it ends, or must have ended.</param>
    public PickleBytes(CheckpointFile file, string name, long start, long end)
    {
        _file = file;
        _name = name;
        _start = start;
        _end = end;
        _windowStart = start;
        _opcodePosition = start;
        Position = start;
    }

    /// <summary>Where the next byte lies in the file.</summary>
    public long Position { get; private set; }

    public long Length => _end - _start;

    public bool AtEnd => Position == _end;

    public PickleOpcode ReadOpcode()
    {
        _opcodePosition = Position;
        return (PickleOpcode)ReadByte();
    }

    public byte ReadByte() => Take(1)[0];

    public int ReadUInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public int ReadInt32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    /// <summary>A length of 64 bits, which must lie inside the pickle.</summary>
    public long ReadLength()
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
        return length <= long.MaxValue ? (long)length : throw EndsInTheMiddle();
    }

    /// <summary>The next bytes, valid until more are read.</summary>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _end - Position)
            throw EndsInTheMiddle();
        if (Position + count > _windowStart + _windowUsed)
            Fill(count);
        var taken = _window.AsSpan((int)(Position - _windowStart), count);
        Position += count;
        return taken;
    }

    /// <summary>Passes over bytes that nobody needs.</summary>
    public void Skip(long count)
    {
        if (count < 0 || count > _end - Position)
            throw EndsInTheMiddle();
        Position += count;
        if (Position > _windowStart + _windowUsed)
            (_windowStart, _windowUsed) = (Position, 0);
    }

    /// <summary>A text of UTF-8 of this many bytes; null when it is too long for a name or not UTF-8.</summary>
    public string? ReadText(long length)
    {
        if (length is < 0 or > MaxTextLength)
        {
            Skip(length);
            return null;
        }

        var bytes = Take((int)length);
        try
        {
            return s_strictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            // Paths may hold lone surrogates, which Python lets pass. Nothing that is needed here has them.
            return null;
        }
    }

    /// <summary>A line, without the line feed.</summary>
    public string ReadLine()
    {
        int available = (int)Math.Min(MaxLineLength, _end - Position);
        var ahead = Take(available);
        Position -= available;
        int length = ahead.IndexOf((byte)'\n');
        if (length < 0)
            throw Error("a name is not ended or too long");
        string line = ReadText(length) ?? throw Error("a name is not UTF-8");
        Skip(1);
        return line;
    }

    /// <summary>An exception that names the file and the position.</summary>
    public CheckpointException Error(string reason) => _file.Error($"{_name}, byte {_opcodePosition - _start}: {reason}");

    private CheckpointException EndsInTheMiddle() => Error("the pickle ends in the middle");

    private void Fill(int count)
    {
        int length = (int)Math.Min(Math.Max(count, WindowLength), _end - Position);
        if (_window.Length < length)
            _window = new byte[length];
        _file.Read(Position, _window.AsSpan(0, length));
        (_windowStart, _windowUsed) = (Position, length);
    }
}
