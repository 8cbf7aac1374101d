namespace Emo.Downstream.Tests;

/// <summary>Generated detectors and segmenters over frames and files: one answer by every way.</summary>
public sealed class FrameTests
{
    private const int Width = 90;
    private const int Height = 71;

    private static readonly byte[] s_frame = [.. Enumerable.Range(0, Width * Height * 2).Select(i => (byte)((i * 7) + (i / 180 * 3)))];
    private static readonly byte[] s_file = File.ReadAllBytes(TestData.Path("pictures", "chelsea-exif6.jpg"));

    [Fact]
    public void A_detector_finds_in_a_frame_what_it_finds_in_its_copy()
    {
        using var weights = SyntheticWeights.Checkpoint("ssdlite-1m");
        using var model = SsdLite1M.Load(weights);
        model.ScoreThreshold = 0;
        var expected = model.Detect(Frame().ToPicture());
        Assert.NotEmpty(expected);
        Assert.Equal(expected, model.Detect(Frame()));
        Assert.All(expected, one => Assert.InRange(one.Right, 0, Height));

        var picture = Picture.Decode(s_file);
        expected = model.Detect(picture);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, model.Detect(s_file));
        Assert.Equal(expected, model.Detect(new MemoryStream(s_file)));
        Assert.Equal(expected, model.Detect(TestData.Path("pictures", "chelsea-exif6.jpg")));

        Assert.Throws<PictureException>(() => model.Detect(s_file.AsSpan(..^5000)));
        Assert.Throws<InvalidOperationException>(() => model.Detect(default(PictureView)));
        Assert.Equal(expected, model.Detect(s_file));
    }

    [Fact]
    public void A_segmenter_labels_a_frame_as_it_labels_its_copy()
    {
        using var weights = SyntheticWeights.Checkpoint("deeplabv3-1m");
        using var model = DeepLab1MOdd.Load(weights);
        byte[] expected = Labels(model.Segment(Frame().ToPicture()));
        Assert.Equal(Width * Height, expected.Length);
        Assert.Equal(expected, Labels(model.Segment(Frame())));
        var error = Assert.Throws<ArgumentException>(() => model.Segment(Frame(), new byte[5]));
        Assert.Contains($"A picture of {Height} x {Width} has", error.Message, StringComparison.Ordinal);

        var picture = Picture.Decode(s_file);
        expected = Labels(model.Segment(picture));
        var map = model.Segment(s_file);
        Assert.Equal(expected, Labels(map));
        Assert.Equal((picture.Width, picture.Height), (map.Width, map.Height));
        Assert.Equal(expected, Labels(model.Segment(new MemoryStream(s_file))));
        string path = TestData.Path("pictures", "chelsea-exif6.jpg");
        Assert.Equal(expected, Labels(model.Segment(path)));
        var damaged = Assert.Throws<PictureException>(() => model.Segment(path, new PictureOptions { MaxPixels = 5 }));
        Assert.StartsWith(path + ": ", damaged.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.Segment(default(PictureView), []));
        Assert.Equal(expected, Labels(model.Segment(picture)));
    }

    [Theory]
    [InlineData("chelsea-exif6.jpg")]
    [InlineData("chelsea-palette.png")]
    public void A_segmenter_labels_files_in_memory_of_the_callers(string name)
    {
        using var weights = SyntheticWeights.Checkpoint("deeplabv3-1m");
        using var model = DeepLab1MOdd.Load(weights);
        byte[] file = File.ReadAllBytes(TestData.Path("pictures", name));
        var picture = Picture.Decode(file);
        byte[] expected = Labels(model.Segment(picture));
        byte[] labels = new byte[expected.Length + 3];
        labels.AsSpan().Fill(251);
        var info = model.Segment(file, labels);
        Assert.Equal((picture.Width, picture.Height), (info.Width, info.Height));
        Assert.Equal([.. expected, 251, 251, 251], labels);

        int length = expected.Length - 1;
        labels.AsSpan().Fill(251);
        var error = Assert.Throws<ArgumentException>(() => model.Segment(file, labels.AsSpan(..length)));
        Assert.Contains($"has {length + 1} labels; there is room for {length}", error.Message, StringComparison.Ordinal);
        Assert.All(labels, label => Assert.Equal(251, label));

        // Cut among its pixels: had these been decoded, that would be the error. (Of a PNG file the chunks are checked before.)
        if (info.Format == PictureFormat.Jpeg)
            Assert.Throws<ArgumentException>(() => model.Segment(file.AsSpan(..^5000), labels.AsSpan(..length)));
        Assert.Throws<PictureException>(() => model.Segment(file.AsSpan(..^5000), labels));
        model.Segment(file, labels);
        Assert.Equal(expected, labels[..expected.Length]);
    }

    private static byte[] Labels(LabelMap map) => map.Labels.ToArray();

    [Fact]
    public void Frames_and_JPEG_files_allocate_nothing()
    {
        using var ssd = SyntheticWeights.Checkpoint("ssdlite-1m");
        using var detector = SsdLite1M.Load(ssd);
        using var deepLab = SyntheticWeights.Checkpoint("deeplabv3-1m");
        using var segmenter = DeepLab1MOdd.Load(deepLab);
        var detections = new Detection[detector.MaxDetections];
        byte[] labels = new byte[Width * Height];
        byte[] labelsOfFile = new byte[451 * 300];
        Run();
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(Run)));

        void Run()
        {
            detector.Detect(Frame(), detections);
            segmenter.Segment(Frame(), labels);
            segmenter.Segment(s_file, labelsOfFile);
        }
    }

    [Fact]
    public void A_detector_allocates_nothing_for_a_jpeg_file()
    {
        using var weights = SyntheticWeights.Checkpoint("ssdlite-1m");
        using var model = SsdLite1M.Load(weights);
        model.ScoreThreshold = 0;
        var detections = new Detection[model.MaxDetections];
        Assert.True(model.Detect(s_file, detections) > 0);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Detect(s_file, detections))));
    }

    [Fact]
    public void A_detector_in_use_says_so()
    {
        using var weights = SyntheticWeights.Checkpoint("ssdlite-1m");
        using var model = SsdLite1M.Load(weights);
        model.ScoreThreshold = 0;
        var expected = model.Detect(Frame());
        var detections = new Detection[model.MaxDetections];
        AssertInUse(
            model,
            () => model.Detect(Frame(), detections),
            () => model.Detect(Frame()),
            () => model.Detect(s_file, detections),
            () => model.Detect(s_file));
        Assert.Equal(expected, model.Detect(Frame()));
    }

    [Fact]
    public void A_segmenter_in_use_says_so()
    {
        using var weights = SyntheticWeights.Checkpoint("deeplabv3-1m");
        using var model = DeepLab1MOdd.Load(weights);
        byte[] expected = Labels(model.Segment(Frame())), labels = new byte[expected.Length];
        AssertInUse(
            model,
            () => model.Segment(Frame(), labels),
            () => model.Segment(Frame()),
            () => model.Segment(s_file));
        Assert.Equal(expected, Labels(model.Segment(Frame())));
    }

    /// <summary>The first of the calls runs, and while it does, all of them are refused.</summary>
    private static void AssertInUse(IEmoModel model, params Action[] calls)
    {
        var errors = new List<string>();
        model.Observer = _ => errors.AddRange(calls.Select(call => Assert.Throws<InvalidOperationException>(call).Message));
        calls[0]();
        model.Observer = null;
        Assert.True(errors.Count >= calls.Length);
        Assert.All(errors, error => Assert.Contains("in use", error, StringComparison.Ordinal));
    }

    private static PictureView Frame() => PictureView.Yuyv(s_frame, Width, Height, 2 * Width, YuvColors.Bt709Full).Rotate(90);
}
