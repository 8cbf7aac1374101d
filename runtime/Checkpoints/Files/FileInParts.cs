namespace Emo.Checkpoints;

/// <summary>What was read of a stream whose length is not known, or not to be trusted: parts of one length, the last not full.</summary>
internal sealed class FileInParts : CheckpointFile
{
    /// <summary>The most bytes that are read: a stream need not have an end.</summary>
    public const long MaxBytes = int.MaxValue;

    private const int PartBytes = 256 << 10;

    private readonly List<byte[]> _parts = [];
    private readonly long _limit;
    private long _length;

    private FileInParts(string name, long limit)
        : base(name) => _limit = limit;

    public override long Length => _length;

    /// <summary>Where the next bytes of the stream go; never empty.</summary>
    private Memory<byte> Room
    {
        get
        {
            int used = (int)(_length % PartBytes);
            if (used == 0)
                _parts.Add(GC.AllocateUninitializedArray<byte>(PartBytes));
            return _parts[^1].AsMemory(used);
        }
    }

    /// <summary>Reads a stream to its end.</summary>
    /// <exception cref="IOException">It cannot be read, or has more bytes than the limit.</exception>
    public static FileInParts Read(Stream stream, string name, long limit = MaxBytes)
    {
        var file = new FileInParts(name, limit);
        file.CheckLength(stream);
        while (file.Room is var room && file.Add(stream.Read(room.Span), room.Length))
        {
        }

        return file;
    }

    /// <summary>The same for a stream that may only be read asynchronously.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<FileInParts> ReadAsync(
        Stream stream, string name, CancellationToken cancellationToken, long limit = MaxBytes)
    {
        var file = new FileInParts(name, limit);
        file.CheckLength(stream);
        while (file.Room is var room && file.Add(await stream.ReadAsync(room, cancellationToken).ConfigureAwait(false), room.Length))
        {
        }

        return file;
    }

    public override void EnsureUnchanged()
    {
    }

    protected override void ReadInside(long offset, Span<byte> destination)
    {
        while (!destination.IsEmpty)
        {
            var part = _parts[(int)(offset / PartBytes)].AsSpan((int)(offset % PartBytes));
            int count = Math.Min(part.Length, destination.Length);
            part[..count].CopyTo(destination);
            destination = destination[count..];
            offset += count;
        }
    }

    protected override void Close() => _parts.Clear();

    /// <summary>A stream that says that it is too long is not read at all.</summary>
    private void CheckLength(Stream stream)
    {
        if (stream.CanSeek && stream.Length - stream.Position > _limit)
            throw TooLong();
    }

    /// <returns>False at the end of the stream.</returns>
    private bool Add(int read, int room)
    {
        if ((uint)read > (uint)room)
            throw new IOException($"{Name}: the stream says that it read {read} bytes, where {room} were asked for.");
        _length += read;
        return _length <= _limit ? read > 0 : throw TooLong();
    }

    private IOException TooLong() => new(
        $"{Name}: it has more than {_limit} bytes, the most that are read from a stream. Write it to a file, and load that by its path.");
}
