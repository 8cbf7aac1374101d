using System.Text;

namespace Emo.Samples;

/// <summary>Standard output that says when it cannot be written. Whoever writes text and bytes flushes between them.</summary>
public static class StandardOutput
{
    /// <summary>For bytes; written at once.</summary>
    public static Stream Stream { get; } = new DescriptorStream();

    /// <summary>For text, as UTF-8; written when it is flushed, at the latest by <see cref="SampleProgram"/>.</summary>
    public static TextWriter Text { get; } = OperatingSystem.IsWindows()
        ? Console.Out
        : new StreamWriter(Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private sealed class DescriptorStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(ReadOnlySpan<byte> buffer) => Descriptor.WriteOutput(buffer);

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
