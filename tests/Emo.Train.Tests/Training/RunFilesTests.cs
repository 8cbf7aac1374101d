using Emo.Tool;
using Emo.Train.Training;

namespace Emo.Train.Tests;

public sealed class RunFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("emo-run-").FullName;

    private RunFiles Files => new(_folder, "small");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("state.safetensors")]
    [InlineData("small.safetensors")]
    [InlineData("curve.csv")]
    [InlineData("curve.svg")]
    public void Another_training_is_not_overwritten(string file)
    {
        Files.Check(resume: false);
        File.WriteAllText(Path.Combine(_folder, file), "");
        var error = Assert.Throws<ToolException>(() => Files.Check(resume: false));
        Assert.Equal($"'{_folder}' has a training's {file}: name another folder, or go on with it by --resume.", error.Message);
    }

    [Fact]
    public void Without_a_state_nothing_is_resumed()
    {
        var error = Assert.Throws<ToolException>(() => Files.Check(resume: true));
        Assert.Equal($"There is no training to resume in '{_folder}': it has no state.safetensors.", error.Message);
    }

    [Fact]
    public void The_weights_of_a_network_named_state_are_not_its_state() =>
        Assert.NotEqual(new RunFiles(_folder, "State").State, new RunFiles(_folder, "State").Weights, StringComparer.OrdinalIgnoreCase);

    [Fact]
    public void A_file_is_no_folder()
    {
        string file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var error = Assert.Throws<ToolException>(() => new RunFiles(file, "small").Check(resume: false));
        Assert.Equal($"'{file}' is a file: name a folder for what the training writes.", error.Message);
    }

    [Fact]
    public void A_disk_that_is_too_small_is_known_before()
    {
        Files.RequireRoom(1000);
        var error = Assert.Throws<ToolException>(() => Files.RequireRoom(1L << 60));
        Assert.StartsWith($"The disk of '{_folder}' has room for ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_disk_is_one_line_that_names_the_file()
    {
        if (!File.Exists("/dev/full"))
            return;
        File.CreateSymbolicLink(Files.Table, "/dev/full");
        var error = Assert.Throws<ToolException>(() => RunFiles.WriteText(Files.Table, new string('a', 1 << 20)));
        Assert.StartsWith($"{Files.Table} cannot be written: No space left on device", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal([Files.Table], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_file_that_cannot_be_written_whole_stays_as_it_was()
    {
        File.WriteAllText(Files.State, "earlier");
        var error = Assert.Throws<ToolException>(() => RunFiles.Write(Files.State, path => Samples.OutputFile.Write(path, stream =>
        {
            stream.Write(new byte[100]);
            throw new IOException("No space left on device");
        })));
        Assert.Equal(
            $"{Files.State} cannot be written: No space left on device. What was there before is as it was.", error.Message);
        Assert.Equal("earlier", File.ReadAllText(Files.State));
        Assert.Equal([Files.State], Directory.GetFiles(_folder));
    }
}
