using Emo.CompilerServices;

namespace Emo.Pictures;

/// <summary>The bytes of a stream whose length is not known, or may be wrong, up to a limit.</summary>
internal sealed class GrowingBytes
{
    private const int FirstBytes = 64 << 10;

    private readonly int _limit;
    private byte[] _bytes;
    private int _length;

    private GrowingBytes(byte[] bytes, int limit)
    {
        _bytes = bytes;
        _limit = limit;
    }

    /// <summary>Where the next bytes of the stream go; never empty.</summary>
    public Memory<byte> Room => _bytes.AsMemory(_length);

    /// <summary>What was read.</summary>
    public ArraySegment<byte> Read => new(_bytes, 0, _length);

    /// <summary>Room for what the stream says that it has.</summary>
    /// <exception cref="PictureException">It is longer than the options allow, or stands at its end.</exception>
    public static GrowingBytes Begin(Stream file, PictureOptions? options)
    {
        ArgumentNullException.ThrowIfNull(file);
        FileBytes.CheckPosition(file);
        int limit = (options ?? PictureOptions.Default).MaxFileBytes;
        long expected = file.CanSeek ? Math.Max(0, file.Length - file.Position) : 0;
        if (expected > limit)
            throw FileBytes.TooLong(limit);

        byte[] bytes = new byte[Math.Clamp(expected + 1, FirstBytes, Array.MaxLength)];
        FreshMemory.Populate(bytes.AsSpan(0, (int)expected));
        return new GrowingBytes(bytes, limit);
    }

    /// <summary>Takes what was read into <see cref="Room"/>.</summary>
    /// <returns>True at the end of the stream.</returns>
    /// <exception cref="PictureException">The stream is longer than the limit.</exception>
    /// <exception cref="IOException">The stream says that it read more than it was asked for, or less than nothing.</exception>
    public bool Add(int read)
    {
        if (read == 0)
            return true;
        if ((uint)read > (uint)(_bytes.Length - _length))
            throw new IOException($"The stream says that it read {read} bytes, where {_bytes.Length - _length} were asked for.");
        _length += read;
        if (_length > _limit)
            throw FileBytes.TooLong(_limit);
        if (_length == _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(2L * _length, Math.Min(_limit + 1L, Array.MaxLength)));
        return false;
    }
}
