namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>Every format, size, stride, slice and rotation against pixels that are computed one by one.</summary>
public class PictureViewTests
{
    private static readonly (int Width, int Height)[] s_sizes = [(1, 1), (2, 1), (1, 3), (3, 2), (5, 5), (16, 3), (33, 4), (67, 5)];

    public static TheoryData<string> Formats => [.. TestFrame.Packed, .. TestFrame.Yuv];

    public static TheoryData<string> FormatsWithAlpha => [.. TestFrame.WithAlpha];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_view_shows_the_pixels_of_its_format(string format)
    {
        foreach ((int width, int height) in s_sizes)
        {
            foreach (int padding in new[] { 0, 1, 13 })
            {
                var frame = new TestFrame(format, width, height, padding, seed: (uint)((width * 31) + padding + 1));
                var view = frame.View();
                Assert.Equal((width, height), (view.Width, view.Height));
                AssertEqual(frame.ToPicture(), view, $"{format} {width}x{height} + {padding}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Slices_rotations_and_mirrors_in_any_order_are_those_of_a_copy(string format)
    {
        for (int test = 0; test < 200; test++)
        {
            var random = new Random(test);
            var frame = new TestFrame(format, random.Next(1, 50), random.Next(1, 50), random.Next(3), (uint)test + 1);
            var view = frame.View();
            var expected = frame.ToPicture();
            string steps = $"{format} {frame.Width}x{frame.Height}";
            for (int step = 0; step < 4; step++)
            {
                switch (random.Next(3))
                {
                    case 0:
                        int left = random.Next(view.Width);
                        int top = random.Next(view.Height);
                        int width = random.Next(1, view.Width - left + 1);
                        int height = random.Next(1, view.Height - top + 1);
                        view = view.Slice(left, top, width, height);
                        expected = expected.Crop(left, top, width, height);
                        steps += $", slice {left} {top} {width} {height}";
                        break;
                    case 1:
                        int quarters = random.Next(-5, 6);
                        view = view.Rotate(90 * quarters);
                        for (int i = 0; i < ((quarters % 4) + 4) % 4; i++)
                            expected = Quarter(expected);
                        steps += $", rotate {90 * quarters}";
                        break;
                    default:
                        view = view.Mirror();
                        expected = Mirrored(expected);
                        steps += ", mirror";
                        break;
                }

                AssertEqual(expected, view, steps);
            }
        }
    }

    [Theory]
    [MemberData(nameof(FormatsWithAlpha))]
    public void Alpha_is_ignored_unless_it_is_asked_for(string format)
    {
        var background = new Rgb(200, 3, 90);
        foreach (int width in new[] { 1, 4, 7, 64 })
        {
            var frame = new TestFrame(format, width, 33, padding: 3);
            var straight = frame.View().WithAlpha(AlphaMode.Straight, background);
            var expected = frame.ToPicture((c, a) => Each(c, background, (x, behind) => Rounded((x * a) + (behind * (255 - a)))));
            AssertEqual(expected, straight, $"{format} straight");

            var premultiplied = frame.View().WithAlpha(AlphaMode.Premultiplied, background);
            expected = frame.ToPicture((c, a) => Each(c, background, (x, behind) => x + Rounded(behind * (255 - a))));
            AssertEqual(expected, premultiplied, $"{format} premultiplied");
        }

        static int Rounded(int value) => (int)Math.Round(value / 255.0); // No value / 255 is halfway: 255 is odd.

        static Rgb Each(Rgb c, Rgb b, Func<int, int, int> blend) => new(
            (byte)Math.Min(255, blend(c.R, b.R)), (byte)Math.Min(255, blend(c.G, b.G)), (byte)Math.Min(255, blend(c.B, b.B)));
    }

    [Fact]
    public void Every_colour_alpha_and_background_rounds_as_division_does()
    {
        byte[] pixels = new byte[4 * 256 * 256];
        for (int i = 0; i < 256 * 256; i++)
            (pixels[4 * i], pixels[(4 * i) + 3]) = ((byte)i, (byte)(i >> 8));
        for (int background = 0; background < 256; background += 15)
        {
            var view = PictureView.Rgba(pixels, 256, 256, 1024).WithAlpha(AlphaMode.Straight, new Rgb((byte)background, 0, 0));
            var result = view.ToPicture().Pixels;
            for (int i = 0; i < 256 * 256; i++)
                Assert.Equal((int)Math.Round((((i & 255) * (i >> 8)) + (background * (255 - (i >> 8)))) / 255.0), result[3 * i]);
        }
    }

    [Fact]
    public void The_view_of_a_picture_shows_it_without_a_copy()
    {
        byte[] pixels = TestFrame.Noise(5 * 7 * 3, 1);
        var picture = new Picture(5, 7, pixels);
        var view = picture.View;
        AssertEqual(picture, view, "as it is");
        pixels[0] ^= 255;
        AssertEqual(picture, view, "changed");
        Assert.NotSame(picture, view.ToPicture());
    }

    internal static void AssertEqual(Picture expected, PictureView view, string what)
    {
        var actual = view.ToPicture();
        Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
        Assert.True(expected.Pixels.SequenceEqual(actual.Pixels), what);
    }

    private static Picture Quarter(Picture picture) =>
        Moved(picture, picture.Height, picture.Width, (x, y) => (y, picture.Height - 1 - x));

    private static Picture Mirrored(Picture picture) =>
        Moved(picture, picture.Width, picture.Height, (x, y) => (picture.Width - 1 - x, y));

    private static Picture Moved(Picture picture, int width, int height, Func<int, int, (int X, int Y)> from)
    {
        byte[] pixels = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++)
        {
            var (x, y) = from(i % width, i / width);
            picture.Pixels.Slice(3 * ((y * picture.Width) + x), 3).CopyTo(pixels.AsSpan(3 * i));
        }

        return new Picture(width, height, pixels);
    }
}
