namespace Emo.Conformance.Tests;

/// <summary>A generated classifier over frames and files: one answer by every way, nothing allocated, and usable after an error.</summary>
public sealed class FrameTests
{
    private const int Width = 90;
    private const int Height = 70;

    private static readonly byte[] s_pixels = [.. Enumerable.Range(0, Width * Height * 4).Select(i => (byte)((i * 7) + (i / 360 * 3)))];
    private static readonly byte[] s_file = File.ReadAllBytes(TestData.Path("pictures", "chelsea-q90.jpg"));

    [Fact]
    public void A_frame_has_the_classes_of_its_copy()
    {
        using var model = Load();
        var classes = new Classification[10];
        Assert.Equal(10, model.Classify(Frame(), classes));
        Assert.Equal(model.Classify(Frame().ToPicture(), 10), classes);
        Assert.Equal(classes, model.Classify(Frame(), 99));

        var best = new Classification[3];
        Assert.Equal(3, model.Classify(Frame(), best));
        Assert.Equal(classes[..3], best);
        Assert.Equal(0, model.Classify(Frame(), []));
    }

    [Fact]
    public void A_slice_of_a_turned_frame_is_what_is_classified()
    {
        using var model = Load();
        var part = Frame().Rotate(270).Mirror().Slice(5, 9, 40, 60);
        Assert.Equal(model.Classify(part.ToPicture()), model.Classify(part));
        Assert.NotEqual(model.Classify(Frame()), model.Classify(part));
    }

    [Fact]
    public void A_file_has_the_classes_of_its_picture()
    {
        using var model = Load();
        var classes = new Classification[10];
        Assert.Equal(10, model.Classify(s_file, classes));
        var ofPicture = new Classification[10];
        Assert.Equal(10, model.Classify(Picture.Decode(s_file), ofPicture));
        Assert.Equal(ofPicture, classes);
        Assert.Equal(model.Classify(Picture.Decode(s_file), 10), classes);
        Assert.Equal(classes, model.Classify(TestData.Path("pictures", "chelsea-q90.jpg"), 10));
    }

    [Fact]
    public void A_frame_allocates_nothing()
    {
        using var model = Load();
        var classes = new Classification[5];
        model.Classify(Frame(), classes);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Classify(Frame().Slice(3, 1, 80, 60), classes))));
    }

    [Theory]
    [InlineData("chelsea-q90.jpg")]
    [InlineData("chelsea-progressive.jpg")]
    [InlineData("chelsea-exif6.jpg")]
    public void A_jpeg_file_allocates_nothing(string name)
    {
        using var model = Load();
        byte[] file = File.ReadAllBytes(TestData.Path("pictures", name));
        var classes = new Classification[5];
        model.Classify(file, classes);
        Assert.Equal(0, Enumerable.Range(0, 3).Min(_ => Allocations.Of(() => model.Classify(file, classes))));
    }

    [Fact]
    public void An_error_leaves_the_instance_usable()
    {
        using var model = Load();
        var expected = model.Classify(Frame());
        Assert.Throws<PictureException>(() => model.Classify(s_file.AsSpan(..^9000)));
        Assert.Throws<PictureException>(() => model.Classify(s_file, options: new PictureOptions { MaxPixels = 5 }));
        Assert.Throws<InvalidOperationException>(() => model.Classify(default(PictureView)));
        Assert.Equal(expected, model.Classify(Frame()));
    }

    [Fact]
    public void An_instance_in_use_says_so()
    {
        using var model = Load();
        var errors = new List<string>();
        model.Observer = _ =>
        {
            errors.Add(Assert.Throws<InvalidOperationException>(() => model.Classify(Frame())).Message);
            errors.Add(Assert.Throws<InvalidOperationException>(() => model.Classify(s_file)).Message);
        };
        model.Classify(Frame());
        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Contains("in use", error, StringComparison.Ordinal));
    }

    [Fact]
    public void A_disposed_instance_says_so()
    {
        var model = Load();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Classify(Frame()));
        Assert.Throws<ObjectDisposedException>(() => model.Classify(s_file));
    }

    private static PictureView Frame() => PictureView.Bgra(s_pixels, Width, Height, 4 * Width);

    private static EmoCifar10 Load() => EmoCifar10.Load(TestData.Path("cifar10", "emo-cifar10.pth"));
}
