using Pages;
using Pages.Folder;

namespace Emo.Application.Tests;

/// <summary>docs/folder.md over the pictures of the tests.</summary>
public sealed class FolderTests
{
    [Fact]
    public async Task The_program_prints_what_the_page_says()
    {
        string output = await PageOutput.Of(Program.Run);
        PageOutput.Check("folder.md", "Program", output);
        Assert.Equal(Directory.GetFiles("pictures").Length, output.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Batches_print_what_the_page_says_and_what_single_pictures_give()
    {
        string output = await PageOutput.Of(Batches.Run);
        PageOutput.Check("folder.md", "Batches", output);
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        foreach (string file in Directory.GetFiles("pictures", "*.jpg"))
            Assert.Contains($"{file}: {model.Classify(file, top: 1)[0]}\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Progress_counts_every_file_and_order_is_that_of_the_files()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        string[] files = [.. Directory.GetFiles("pictures").OrderDescending(StringComparer.Ordinal), "pictures/none.png"];
        var counts = new System.Collections.Concurrent.ConcurrentBag<int>();
        string[] lines = PictureFolder.Classify(model, files, counts.Add, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, files.Length), counts.Order());
        Assert.All(files.Zip(lines), pair => Assert.Contains(Path.GetFileName(pair.First), pair.Second, StringComparison.Ordinal));
        Assert.StartsWith("skipped ", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_run_says_so_and_the_model_lives_on()
    {
        using var model = EmoCifar10.Load("emo-cifar10.pth");
        using var stop = new CancellationTokenSource();
        string[] files = [.. Enumerable.Repeat("pictures/chelsea.png", 200)];
        int last = 0;
        Assert.Throws<OperationCanceledException>(() => PictureFolder.Classify(
            model,
            files,
            done =>
            {
                last = done;
                stop.Cancel();
            },
            stop.Token));
        Assert.InRange(last, 1, files.Length - 1);
        Assert.Equal("cat", model.Classify("pictures/chelsea.png")[0].Label);
    }
}
