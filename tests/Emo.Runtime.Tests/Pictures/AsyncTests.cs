using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>Streams that may only be read asynchronously, as a web server's are.</summary>
public sealed class AsyncTests
{
    [Fact]
    public async Task A_picture_of_a_file_and_of_a_stream_is_the_same()
    {
        byte[] file = PictureFiles.Read("coffee.png");
        byte[] expected = Picture.Decode(file).Pixels.ToArray();
        var opened = await Picture.OpenAsync(PictureFiles.PathOf("coffee.png"));
        Assert.Equal(expected, opened.Pixels.ToArray());

        await using var stream = new AsyncOnly(file, position: 0);
        var decoded = await Picture.DecodeAsync(stream);
        Assert.Equal(expected, decoded.Pixels.ToArray());
        Assert.True(stream.CanRead, "The stream is left open.");
    }

    [Fact]
    public async Task A_stream_is_read_from_where_it_stands()
    {
        byte[] file = [1, 2, 3, .. PictureFiles.Read("coffee.png")];
        await using var stream = new AsyncOnly(file, position: 3);
        var picture = await Picture.DecodeAsync(stream);
        Assert.Equal(Picture.Decode(file.AsSpan(3)).Pixels.ToArray(), picture.Pixels.ToArray());
    }

    [Fact]
    public async Task Options_and_names_are_those_of_the_other_ways()
    {
        string path = PictureFiles.PathOf("coffee.png");
        var error = await Assert.ThrowsAsync<PictureException>(() => Picture.OpenAsync(path, new PictureOptions { MaxFileBytes = 10 }));
        Assert.StartsWith(path + ": The file has more than 10 bytes", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FileNotFoundException>(() => Picture.OpenAsync("none.png"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Picture.OpenAsync(Path.GetTempPath()));
        await Assert.ThrowsAsync<ArgumentNullException>(() => Picture.DecodeAsync(null!));
    }

    [Fact]
    public async Task Cancelling_ends_the_reading()
    {
        using var cancellation = new CancellationTokenSource();
        await using var stream = new AsyncOnly(PictureFiles.Read("coffee.png"), position: 0) { Reading = cancellation.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Picture.DecodeAsync(stream, cancellationToken: cancellation.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Picture.OpenAsync(PictureFiles.PathOf("coffee.png"), cancellationToken: cancellation.Token));
    }

    /// <summary>Gives a thousand bytes at a time, and none to those who would wait for them.</summary>
    private sealed class AsyncOnly(byte[] bytes, int position) : Stream
    {
        private int _position = position;

        public Action Reading { get; init; } = () => { };

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            Reading();
            int count = Math.Min(Math.Min(1000, buffer.Length), bytes.Length - _position);
            bytes.AsMemory(_position, count).CopyTo(buffer);
            _position += count;
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            throw new InvalidOperationException("Synchronous operations are disallowed.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
