using Emo.Tool.Terminal;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

public sealed class PictureFilesTests
{
    [Fact]
    public void An_error_that_is_no_file_s_comes_alone()
    {
        Assert.Throws<InvalidOperationException>(() => PictureFiles.ForEach(3, _ => throw new InvalidOperationException("one")));
        string message = DataFolder.Refused(() => PictureFiles.ForEach(3, _ => throw new InsufficientMemoryException("one")));
        Assert.Contains("There is not enough memory", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_path_keeps_its_end()
    {
        string folder = "/" + new string('x', 300) + "/";
        Assert.Equal("/data/a\\u0007.png", Plain.Path("/data/a\a.png"));
        string middle = new string('y', 60) + "/" + new string('z', 80) + "/a.png";
        Assert.Equal(middle, Plain.Path(middle));
        string cut = Plain.Path(folder + "a.png");
        Assert.StartsWith("…xxx", cut, StringComparison.Ordinal);
        Assert.EndsWith("xxx/a.png", cut, StringComparison.Ordinal);
        Assert.Equal(221, cut.Length);
    }

    [Fact]
    public void Boxes_and_masks_of_a_picture_that_is_stored_turned_are_read_upright()
    {
        using var folder = new DataFolder();
        string path = folder.Copy("chelsea-exif6.jpg", "set/a.jpg");
        folder.Copy("chelsea-exif6.jpg", "set/b.jpg");
        var upright = Picture.Identify(path);
        Assert.Equal(6, upright.Orientation);
        var spec = folder.Spec(DataSpecs.Detector()).Spec;

        var data = Open(upright.Width, upright.Height);
        Assert.Contains(data.Notes, note => note.StartsWith("2 pictures are stored turned (EXIF), the first ", StringComparison.Ordinal));
        Assert.Contains("it is read upright", DataFolder.Refused(() => Open(upright.Height, upright.Width)), StringComparison.Ordinal);

        var segmenter = folder.Spec(DataSpecs.Segmenter()).Spec;
        Masks(upright.Width, upright.Height);
        Assert.Contains(SegmenterData.Open(folder["set"], segmenter, DataOptions.Default).Notes, note => note.Contains("EXIF"));
        Masks(upright.Height, upright.Width);
        string turned = DataFolder.Refused(() => SegmenterData.Open(folder["set"], segmenter, DataOptions.Default));
        Assert.Contains("it is read upright", turned, StringComparison.Ordinal);

        DataSet<BoxTruth> Open(int width, int height)
        {
            string[] images = [CocoText.Image(1, "a.jpg", width, height), CocoText.Image(2, "b.jpg", width, height)];
            string[] boxes = [CocoText.Box(1, 1, 1, 2, 10, 20), CocoText.Box(2, 1, 1, 2, 10, 20)];
            folder.Write("set/set.json", CocoText.Of(images, boxes, "red"));
            return DetectorData.Open(folder["set"], spec, DataOptions.Default);
        }

        void Masks(int width, int height)
        {
            folder.Mask("set/a.mask.png", width, height, (_, _) => 0);
            folder.Mask("set/b.mask.png", width, height, (_, _) => 0);
        }
    }
}
