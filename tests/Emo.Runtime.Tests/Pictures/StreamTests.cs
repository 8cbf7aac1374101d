namespace Emo.Runtime.Tests.Pictures;

/// <summary>Streams that stand where nothing is, or that lie.</summary>
public sealed class StreamTests
{
    public static TheoryData<string> Readers => ["decode", "identify"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_stream_that_was_just_written_says_so(string reader)
    {
        using var stream = new MemoryStream();
        stream.Write(new byte[100]);
        Assert.Contains("byte 100 and ends at 100", Refusal(reader, stream), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_position_behind_the_end_is_refused(string reader)
    {
        using var memory = new MemoryStream(new byte[100]);
        memory.Position = int.MaxValue;
        Assert.Contains($"byte {int.MaxValue}", Refusal(reader, memory), StringComparison.Ordinal);

        string path = Path.GetTempFileName();
        File.WriteAllBytes(path, new byte[100]);
        using (var file = File.OpenRead(path))
        {
            file.Position = long.MaxValue;
            Assert.Contains($"byte {long.MaxValue}", Refusal(reader, file), StringComparison.Ordinal);
        }

        File.Delete(path);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void An_empty_stream_is_an_empty_file(string reader)
    {
        using var stream = new MemoryStream();
        Assert.Contains("empty file", Refusal(reader, stream), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void A_stream_that_counts_wrong_is_an_IO_error(int count)
    {
        using var stream = new LyingStream(count);
        Assert.Throws<IOException>(() => Picture.Decode(stream));
    }

    private static string Refusal(string reader, Stream stream) => Assert.Throws<PictureException>(() =>
    {
        if (reader == "decode")
            Picture.Decode(stream);
        else
            Picture.Identify(stream);
    }).Message;

    private sealed class LyingStream(int count) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => count;

        public override int Read(byte[] buffer, int offset, int length) => count;

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int length) => throw new NotSupportedException();
    }
}
