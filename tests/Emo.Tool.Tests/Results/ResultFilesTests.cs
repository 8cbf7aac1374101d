using Emo.Samples;
using Emo.Tool.Tests.Support;

namespace Emo.Tool.Tests.Results;

/// <summary>What samples write is neither looked at as a picture, nor written in the place of one.</summary>
public sealed class ResultFilesTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_stands_for_its_pictures_without_results_and_masks()
    {
        string[] names = ["b.JPG", "a.png", "a.detected.png", "a.segmented.jpg", "a.labels.png", "a.mask.png", "detected.png"];
        foreach (string name in names)
            _folder.Write(name, "");
        var pictures = PictureSource.Find([_folder[""]]);
        Assert.Equal(["a.png", "b.JPG", "detected.png"], pictures.Select(picture => Path.GetFileName(picture.File)));
    }

    [Fact]
    public void A_folder_of_results_alone_is_refused_and_a_result_is_taken_by_its_name()
    {
        string file = _folder.Write("a.mask.png", "");
        var error = Assert.Throws<FileNotFoundException>(() => PictureSource.Find([_folder[""]]));
        Assert.Contains(
            "no PNG or JPEG file but results and masks, which are taken by their own names only: a.mask.png",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(file, Assert.Single(PictureSource.Find([file])).File);
    }

    [Fact]
    public void A_picture_is_no_output()
    {
        string[] files = [_folder.Write("a.png", ""), _folder.Write("a.labels.png", ""), _folder.Write("c.png", "")];
        var output = new OutputFolder(Path.Combine(_folder[""], "."), ResultFiles.Labels, PictureSource.Find(files));
        var error = Assert.Throws<IOException>(() => output.FileFor(files[0]));
        Assert.Contains("a.labels.png' would be the result of '", error.Message, StringComparison.Ordinal);
        Assert.Contains("a picture itself: name another folder by --output", error.Message, StringComparison.Ordinal);
        Assert.Equal("c.labels.png", Path.GetFileName(output.FileFor(files[2])));
    }

    [Fact]
    public void A_picture_behind_a_link_is_no_output()
    {
        string picture = _folder.Write("a.png", "");
        File.CreateSymbolicLink(_folder["a.labels.png"], picture);
        var output = new OutputFolder(_folder[""], ResultFiles.Labels, PictureSource.Find([picture]));
        Assert.Throws<IOException>(() => output.FileFor(picture));
    }

    [Fact]
    public void No_result_has_the_name_of_a_mask()
    {
        foreach (string ending in new[] { ResultFiles.Detected + "png", ResultFiles.Segmented + "jpg", ResultFiles.Labels })
        {
            Assert.True(ResultFiles.IsOne("a." + ending));
            Assert.DoesNotContain("mask", ending, StringComparison.Ordinal);
        }
    }
}
