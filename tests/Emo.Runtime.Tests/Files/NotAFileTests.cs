using Emo.CompilerServices;
using Emo.Files;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Files;

/// <summary>Pipes, devices and folders as input are refused before they are opened, where they would block or never end.</summary>
public sealed class NotAFileTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly ModelInfo s_model =
        ModelInfos.Of("cats", ModelInfos.Preprocessing(4, 6), weightBytes: 64, packingId: 1);

    private readonly TemporaryFolder _folder = new();

    /// <summary>Everything that opens a path for reading.</summary>
    public static TheoryData<string> Readers => ["checkpoint", "load", "picture", "identify"];

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_pipe_is_refused_before_it_blocks(string reader)
    {
        if (!UnixCommand.Run("mkfifo", _folder["pipe"]))
            return; // Windows has no such files.
        File.CreateSymbolicLink(_folder["link"], "pipe");
        foreach (string path in new[] { _folder["pipe"], _folder["link"] })
            Assert.Contains("a pipe (FIFO), not a file", Refusal(reader, path), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_device_is_refused_before_it_fills_memory(string reader)
    {
        if (OperatingSystem.IsWindows())
            return;
        foreach (string path in new[] { "/dev/zero", "/dev/null" })
            Assert.Contains("a device, not a file", Refusal(reader, path), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_missing_file_is_still_missing(string reader) =>
        Assert.ThrowsAny<FileNotFoundException>(() => Read(reader, _folder["missing"]));

    [Theory]
    [MemberData(nameof(Readers))]
    public void A_link_to_a_file_is_a_file(string reader)
    {
        _folder.Write("file", "neither a picture nor a checkpoint");
        File.CreateSymbolicLink(_folder["link"], "file");
        var exception = Record.Exception(() => Read(reader, _folder["link"]));
        Assert.True(exception is PictureException or CheckpointException, exception?.ToString());
        Assert.DoesNotContain("not a file", exception!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("picture")]
    [InlineData("identify")]
    public void A_folder_says_that_it_is_one(string reader)
    {
        var exception = Assert.Throws<UnauthorizedAccessException>(() => Read(reader, _folder.Path));
        Assert.Contains("is a folder", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Where the system does not tell, a length of 0 gives pipes and devices away.</summary>
    [Fact]
    public void Of_an_unknown_kind_only_what_has_a_length_is_a_file()
    {
        if (OperatingSystem.IsWindows())
            return;
        Assert.NotNull(PlainFile.WhyNot("/dev/zero", FileKind.Unknown));
        Assert.NotNull(PlainFile.WhyNot(_folder.Write("empty", ""), FileKind.Unknown));
        Assert.Null(PlainFile.WhyNot(_folder.Write("file", "text"), FileKind.Unknown));
        Assert.Null(PlainFile.WhyNot(_folder["missing"], FileKind.Unknown));
        File.CreateSymbolicLink(_folder["link"], "/dev/zero");
        Assert.NotNull(PlainFile.WhyNot(_folder["link"], FileKind.Unknown));
    }

    [Fact]
    public void Kinds_are_told_apart()
    {
        Assert.Equal(FileKind.Folder, FileKinds.Of(_folder.Path));
        Assert.Equal(FileKind.Unknown, FileKinds.Of(_folder["missing"]));
        if (OperatingSystem.IsLinux() || OperatingSystem.IsMacOS())
            Assert.Equal(FileKind.Plain, FileKinds.Of(_folder.Write("file", "")));
    }

    public void Dispose() => _folder.Dispose();

    private static string Refusal(string reader, string path)
    {
        // A reader that blocks would hold up the tests for ever.
        var reading = Task.Run(() => Record.Exception(() => Read(reader, path)));
        Assert.True(reading.Wait(s_patience), $"{reader} of {path} does not return");
        Assert.True(reading.Result is PictureException or CheckpointException, reading.Result?.ToString());
        Assert.Contains(path, reading.Result!.Message, StringComparison.Ordinal);
        return reading.Result.Message;
    }

    private static void Read(string reader, string path)
    {
        switch (reader)
        {
            case "checkpoint":
                Checkpoint.Open(path).Dispose();
                break;
            case "load":
                ModelLoader.Load(new ModelDefinition(s_model, _ => { }, _ => { }), path).Dispose();
                break;
            case "picture":
                Picture.Open(path);
                break;
            default:
                Picture.Identify(path);
                break;
        }
    }
}
