using Emo.Samples;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("before")]
    public void A_file_stays_as_it_was_where_writing_fails(string before)
    {
        string file = _folder.Write("file", before);
        Assert.Throws<IOException>(() => OutputFile.Write(file, Fail));
        Assert.Equal(before, File.ReadAllText(file));
        Assert.Equal(["file"], _folder.Files);

        OutputFile.Write(file, static stream => stream.WriteByte((byte)'x'));
        Assert.Equal("x", File.ReadAllText(file));
    }

    [Fact]
    public void A_device_is_written_to_and_stays_one()
    {
        if (OperatingSystem.IsWindows())
            return;
        OutputFile.Write("/dev/null", static stream => stream.WriteByte(1));
        Assert.Equal("", File.ReadAllText("/dev/null"));
        Assert.Throws<IOException>(() => OutputFile.Write("/dev/null", Fail));
        Assert.True(File.Exists("/dev/null"));
    }

    [Fact]
    public void A_link_stays_a_link_also_to_what_is_not_there_yet()
    {
        if (OperatingSystem.IsWindows())
            return;
        File.CreateSymbolicLink(_folder["link"], "target");
        OutputFile.Write(_folder["link"], static stream => stream.WriteByte((byte)'x'));
        Assert.Equal("target", new FileInfo(_folder["link"]).LinkTarget);
        Assert.Equal("x", File.ReadAllText(_folder["target"]));
    }

    private static void Fail(Stream stream)
    {
        stream.WriteByte(1);
        throw new IOException("No more.");
    }
}
