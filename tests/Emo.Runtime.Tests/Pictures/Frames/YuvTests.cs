using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures.Frames;

public class YuvTests
{
    public static TheoryData<YuvColors> Colors => [.. Enum.GetValues<YuvColors>()];

    /// <summary>
    /// Against the standards' formulas in double precision, all luma and every third value of chroma with the ends. What is not
    /// OpenCV's has constants off by 2^-21 at most, times at most 255 + 2 x 128 of samples: the sum is off by less than 0.00025 of
    /// a level, and rounding adds 0.5. OpenCV's factors have three decimals: (1.16438 - 1.164) x 239 + 0.00077 x 128 is 0.19 at
    /// most. Rounded, both differ from the rounded reference by at most one level.
    /// </summary>
    [Theory]
    [MemberData(nameof(Colors))]
    public void Colours_are_those_of_the_standard_rounded(YuvColors colors)
    {
        double tolerance = colors == YuvColors.Bt601Video ? 0.7 : 0.50025;
        int[] chroma = [.. Enumerable.Range(0, 86).Select(i => 3 * i)];
        byte[] frame = new byte[4 * 128 * chroma.Length];
        int levels = 0;
        foreach (int cb in chroma)
        {
            for (int i = 0; i < frame.Length / 4; i++)
            {
                int luma = 2 * (i % 128);
                (frame[4 * i], frame[(4 * i) + 1], frame[(4 * i) + 2]) = ((byte)luma, (byte)cb, (byte)(luma + 1));
                frame[(4 * i) + 3] = (byte)chroma[i / 128];
            }

            var pixels = PictureView.Yuyv(frame, 256, chroma.Length, 512, colors).ToPicture().Pixels;
            for (int i = 0; i < pixels.Length / 3; i++)
            {
                var (r, g, b) = YuvReference.Exact(colors, i % 256, cb, chroma[i / 256]);
                (byte Actual, double Exact)[] channels = [(pixels[3 * i], r), (pixels[(3 * i) + 1], g), (pixels[(3 * i) + 2], b)];
                foreach ((byte actual, double exact) in channels)
                {
                    if (Math.Abs(actual - exact) > tolerance)
                        Assert.Fail($"{colors} {i % 256} {cb} {chroma[i / 256]}: {actual} for {exact}");
                    levels = Math.Max(levels, Level(actual, exact));
                }
            }
        }

        Assert.InRange(levels, 0, 1);

        static int Level(byte actual, double exact) => Math.Abs(actual - (int)Math.Round(exact, MidpointRounding.AwayFromZero));
    }

    [Theory]
    [MemberData(nameof(Colors))]
    public void The_integers_are_those_of_the_page_in_every_format(YuvColors colors)
    {
        foreach (string format in TestFrame.Yuv)
        {
            var frame = new TestFrame(format, 75, 21, padding: 5, seed: 77, colors);
            PictureViewTests.AssertEqual(frame.ToPicture(), frame.View(), $"{format} {colors}");
        }
    }

    [Fact]
    public void Video_range_of_BT_601_is_OpenCVs()
    {
        var goldens = new GoldenFile("pictures/frames/opencv.safetensors");
        const int Width = 70;
        const int Height = 26;
        const int Luma = Width * Height;
        const YuvColors Video = YuvColors.Bt601Video;

        byte[] frame = TestFrame.Noise(Luma * 3 / 2, 1);
        goldens.AssertEqual("nv12", PictureView.Nv12(frame, Width, frame.AsSpan(Luma), Width, Width, Height, Video).ToPicture());
        frame = TestFrame.Noise(Luma * 3 / 2, 2);
        goldens.AssertEqual("nv21", PictureView.Nv21(frame, Width, frame.AsSpan(Luma), Width, Width, Height, Video).ToPicture());
        frame = TestFrame.Noise(Luma * 3 / 2, 3);
        goldens.AssertEqual("i420", PictureView.I420(
            frame, Width, frame.AsSpan(Luma), Width / 2, frame.AsSpan(Luma * 5 / 4), Width / 2, Width, Height, Video).ToPicture());
        goldens.AssertEqual("yuyv", PictureView.Yuyv(TestFrame.Noise(2 * Luma, 4), Width, Height, 2 * Width, Video).ToPicture());
        goldens.AssertEqual("uyvy", PictureView.Uyvy(TestFrame.Noise(2 * Luma, 5), Width, Height, 2 * Width, Video).ToPicture());
    }
}
