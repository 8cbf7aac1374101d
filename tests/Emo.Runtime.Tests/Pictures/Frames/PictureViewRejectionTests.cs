namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>What is no frame is refused when the view is made, and by name.</summary>
public class PictureViewRejectionTests
{
    public static TheoryData<string> Formats => [.. TestFrame.Packed, .. TestFrame.Yuv];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Planes_may_end_with_the_last_row_and_no_byte_earlier(string format)
    {
        var frame = new TestFrame(format, 5, 3, padding: 4);
        _ = frame.View();
        for (int plane = 0; plane < frame.Planes.Length; plane++)
        {
            byte[] whole = frame.Planes[plane];
            frame.Planes[plane] = whole[..^1];
            var error = Assert.Throws<ArgumentException>(() => _ = frame.View());
            Assert.Contains($"take {whole.Length} bytes", error.Message, StringComparison.Ordinal);
            Assert.Contains($"not {whole.Length - 1}.", error.Message, StringComparison.Ordinal);
            frame.Planes[plane] = whole;
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_stride_is_at_least_a_row(string format)
    {
        var frame = new TestFrame(format, 5, 3);
        for (int plane = 0; plane < frame.Strides.Length; plane++)
        {
            int stride = frame.Strides[plane];
            foreach (int wrong in new[] { stride - 1, 0, -stride, int.MinValue })
            {
                frame.Strides[plane] = wrong;
                var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ = frame.View());
                Assert.Contains($"A row has {stride} bytes", error.Message, StringComparison.Ordinal);
                Assert.EndsWith("tride", error.ParamName, StringComparison.Ordinal);
            }

            frame.Strides[plane] = int.MaxValue; // rows times this overflow 32 bits
            Assert.ThrowsAny<ArgumentException>(() => _ = frame.View());
            frame.Strides[plane] = stride;
        }
    }

    [Fact]
    public void Sides_are_in_range()
    {
        byte[] bytes = new byte[16];
        foreach (int side in new[] { 0, -1, int.MinValue, Picture.MaxSide + 1, int.MaxValue })
        {
            AssertSide(() => _ = PictureView.Rgb(bytes, side, 1, 3), "width");
            AssertSide(() => _ = PictureView.Rgb(bytes, 1, side, 3), "height");
            AssertSide(() => _ = PictureView.Yuyv(bytes, side, 1, 4, YuvColors.Bt601Full), "width");
            AssertSide(() => _ = PictureView.Nv12(bytes, 4, bytes, 4, 1, side, YuvColors.Bt601Full), "height");
            AssertSide(() => _ = PictureView.I420(bytes, 4, bytes, 4, bytes, 4, side, 1, YuvColors.Bt601Full), "width");
        }

        static void AssertSide(Action make, string name) => Assert.Throws<ArgumentOutOfRangeException>(name, make);
    }

    [Fact]
    public void The_longest_side_is_a_view()
    {
        byte[] bytes = new byte[Picture.MaxSide];
        Assert.Equal(Picture.MaxSide, PictureView.Grey(bytes, Picture.MaxSide, 1, Picture.MaxSide).Width);
        var tall = PictureView.Grey(bytes, 1, Picture.MaxSide, 1).Rotate(90);
        Assert.Equal(new Rgb(0, 0, 0), Pixel(tall.Slice(Picture.MaxSide - 1, 0, 1, 1).ToPicture()));

        static Rgb Pixel(Picture picture) => new(picture.Pixels[0], picture.Pixels[1], picture.Pixels[2]);
    }

    [Fact]
    public void Unknown_colours_alpha_modes_and_angles_are_refused()
    {
        byte[] bytes = new byte[16];
        Assert.Throws<ArgumentOutOfRangeException>("colors", () => _ = PictureView.Yuyv(bytes, 1, 1, 4, (YuvColors)4));
        Assert.Throws<ArgumentOutOfRangeException>("alpha", () => _ = PictureView.Rgba(bytes, 1, 1, 4).WithAlpha((AlphaMode)2, Rgb.White));
        Assert.Throws<ArgumentOutOfRangeException>("degrees", () => _ = PictureView.Rgba(bytes, 1, 1, 4).Rotate(45));
        var error = Assert.Throws<InvalidOperationException>(
            () => _ = PictureView.Bgr(bytes, 1, 1, 4).WithAlpha(AlphaMode.Straight, Rgb.White));
        Assert.Contains("Bgr pixels have no alpha", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Slices_stay_inside()
    {
        byte[] bytes = new byte[3 * 5 * 4];
        Assert.Throws<ArgumentOutOfRangeException>("left", () => _ = View(bytes).Slice(-1, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => _ = View(bytes).Slice(0, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => _ = View(bytes).Slice(3, 0, 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => _ = View(bytes).Slice(int.MaxValue, 0, int.MaxValue, 1));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => _ = View(bytes).Slice(0, 2, 1, 3));
        Assert.Throws<ArgumentOutOfRangeException>("height", () => _ = View(bytes).Rotate(90).Slice(0, 4, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>("width", () => _ = View(bytes).Slice(1, 1, 2, 2).Slice(1, 0, 2, 1));

        static PictureView View(byte[] bytes) => PictureView.Rgb(bytes, 5, 4, 15);
    }

    [Fact]
    public void A_default_value_says_that_it_shows_nothing()
    {
        var preprocessing = ModelInfos.Preprocessing(4, 6);
        Action[] uses =
        [
            () => default(PictureView).ToPicture(),
            () => _ = default(PictureView).Slice(0, 0, 1, 1),
            () => _ = default(PictureView).Rotate(90),
            () => _ = new PictureView().Mirror(),
            () => _ = default(PictureView).WithAlpha(AlphaMode.Straight, Rgb.White),
            () => preprocessing.Apply(default(PictureView), new float[72]),
        ];
        foreach (var use in uses)
        {
            var error = Assert.Throws<InvalidOperationException>(use);
            Assert.Contains("default value, which shows nothing", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, default(PictureView).Width);
    }
}
