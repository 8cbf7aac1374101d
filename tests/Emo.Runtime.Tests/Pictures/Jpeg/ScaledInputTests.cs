using Emo.Runtime.Tests.Support;
using Emo.Runtime.Tests.Support.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>
/// Inputs with <see cref="PictureOptions.ScaledDecoding"/>: the ones of the file decoded at 1/2, 1/4 or 1/8, where what it is resized to
/// is that much smaller.
/// </summary>
public class ScaledInputTests
{
    private static readonly PictureOptions s_scaled = new() { ScaledDecoding = true };

    private static readonly Preprocessing s_base = ModelInfos.ImageNet(64, 64, 64, 64);

    /// <summary>
    /// Of 451 x 300, or turned 300 x 451, by hand: framing, orientation, width and height of the resize target (of the input for
    /// Stretch), and by how much the file is reduced.
    /// </summary>
    public static TheoryData<Framing, int, int, int, int> Cases() => new()
    {
        // The short side counts: 300 / 37 is more than 8, 300 / 38 is less, and so on.
        { Framing.Crop, 1, 37, 37, 8 }, { Framing.Crop, 1, 38, 38, 4 }, { Framing.Crop, 1, 75, 75, 4 }, { Framing.Crop, 1, 76, 76, 2 },
        { Framing.Crop, 1, 150, 150, 2 }, { Framing.Crop, 1, 151, 151, 1 }, { Framing.Crop, 1, 500, 500, 1 },
        { Framing.Crop, 6, 37, 37, 8 }, { Framing.Crop, 6, 38, 38, 4 }, { Framing.Crop, 8, 150, 150, 2 }, { Framing.Crop, 5, 151, 151, 1 },

        // Covers 56 x 20, so it has 56 x 37; and 57 x 37 of 57 x 20.
        { Framing.Crop, 1, 56, 20, 8 }, { Framing.Crop, 1, 57, 20, 4 }, { Framing.Crop, 7, 20, 56, 8 }, { Framing.Crop, 7, 56, 20, 4 },

        // Both sides count.
        { Framing.Stretch, 1, 56, 37, 8 }, { Framing.Stretch, 1, 57, 37, 4 }, { Framing.Stretch, 1, 56, 38, 4 },
        { Framing.Stretch, 1, 112, 75, 4 }, { Framing.Stretch, 1, 113, 75, 2 }, { Framing.Stretch, 1, 112, 76, 2 },
        { Framing.Stretch, 1, 225, 150, 2 }, { Framing.Stretch, 1, 226, 150, 1 }, { Framing.Stretch, 1, 225, 151, 1 },
        { Framing.Stretch, 6, 37, 56, 8 }, { Framing.Stretch, 6, 56, 37, 4 }, { Framing.Stretch, 3, 56, 37, 8 },

        // Fits into them: 56 x 37, 57 x 38, and 150 x 226.
        { Framing.Fit, 1, 56, 100, 8 }, { Framing.Fit, 1, 57, 100, 4 }, { Framing.Fit, 1, 100, 37, 8 }, { Framing.Fit, 2, 56, 37, 8 },
        { Framing.Fit, 6, 100, 56, 8 }, { Framing.Fit, 5, 100, 57, 4 }, { Framing.Fit, 7, 150, 1000, 1 }, { Framing.Fit, 7, 149, 1000, 2 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_is_reduced_as_far_as_its_framing_and_orientation_allow(
        Framing framing, int orientation, int width, int height, int divisor)
    {
        var preprocessing = s_base with
        {
            Framing = framing,
            ResizeWidth = width,
            ResizeHeight = height,
            InputWidth = framing == Framing.Crop ? 40 : width + (framing == Framing.Fit ? 9 : 0),
            InputHeight = framing == Framing.Crop ? 30 : height + (framing == Framing.Fit ? 5 : 0),
        };
        byte[] file = WrittenJpeg.WithExif(PictureFiles.Read("chelsea-q90.jpg"), orientation);
        float[] input = AssertScaled(file, preprocessing, divisor, orientation, "the photograph");
        float[] full = new float[input.Length];
        preprocessing.Apply(Picture.Decode(file), full);
        Assert.Equal(divisor == 1, full.AsSpan().SequenceEqual(input));
    }

    [Theory]
    [InlineData("chelsea-progressive.jpg", Framing.Crop, 6)]
    [InlineData("chelsea-progressive.jpg", Framing.Stretch, 1)]
    [InlineData("chelsea-cmyk.jpg", Framing.Crop, 1)]
    [InlineData("chelsea-cmyk.jpg", Framing.Fit, 3)]
    [InlineData("chelsea-grey.jpg", Framing.Crop, 5)]
    [InlineData("chelsea-grey.jpg", Framing.Stretch, 8)]
    public void So_are_photographs_of_other_kinds(string name, Framing framing, int orientation)
    {
        byte[] file = WrittenJpeg.WithExif(PictureFiles.Read(name), orientation);
        foreach ((int side, int divisor) in ((int, int)[])[(37, 8), (75, 4), (150, 2)])
        {
            int longSide = framing == Framing.Crop ? side : side * 451 / 300;
            (int width, int height) = orientation > 4 ? (side, longSide) : (longSide, side);
            var preprocessing = s_base with
            {
                Framing = framing,
                ResizeWidth = width,
                ResizeHeight = height,
                InputWidth = width,
                InputHeight = height,
            };
            AssertScaled(file, preprocessing, divisor, orientation, name);
        }
    }

    [Fact]
    public void So_are_odd_files()
    {
        int[] cases = new int[9];
        foreach (int seed in Settings.Cases(400))
        {
            var random = new Random(seed);
            var written = RandomJpeg.Create(seed);
            byte[] file = written.Write();
            var framing = (Framing)random.Next(Enum.GetValues<Framing>().Length);
            (int inputWidth, int inputHeight) = (random.Next(1, 20), random.Next(1, 20));
            var preprocessing = s_base with
            {
                Framing = framing,
                InputWidth = inputWidth,
                InputHeight = inputHeight,
                ResizeWidth = random.Next(1, framing == Framing.Fit ? inputWidth + 1 : 20),
                ResizeHeight = random.Next(1, framing == Framing.Fit ? inputHeight + 1 : 20),
            };
            var info = Picture.Identify(file);
            (int width, int height) = Resized(preprocessing, info);
            int divisor = ((int[])[8, 4, 2, 1]).First(n => n == 1 || (n * width <= info.Width && n * height <= info.Height));
            cases[divisor]++;
            AssertScaled(file, preprocessing, divisor, written.Orientation, $"case {seed}: {written}");
        }

        Assert.All((int[])[1, 2, 4, 8], divisor => Assert.True(cases[divisor] > 20, $"Only {cases[divisor]} by 1/{divisor}."));
    }

    [Fact]
    public void Reduced_frames_allocate_nothing_and_damage_behind_the_pixels_is_found()
    {
        foreach (string name in (string[])["chelsea-q90.jpg", "chelsea-progressive.jpg"])
        {
            byte[] file = PictureFiles.Read(name);
            var workspace = new PictureWorkspace();
            float[] input = new float[s_base.InputLength];
            Action apply = () => s_base.Apply(file, input, s_scaled, workspace);
            apply();
            apply();
            Assert.Equal(0, Allocations.Of(apply));
            Assert.Throws<PictureException>(() => s_base.Apply(file.AsSpan(..^100), input, s_scaled, workspace));
        }
    }

    [Fact]
    public void Png_files_and_whole_pictures_are_never_reduced()
    {
        byte[] png = PictureFiles.Read("chelsea.png"), jpeg = PictureFiles.Read("chelsea-q90.jpg");
        float[] expected = new float[s_base.InputLength], actual = new float[s_base.InputLength];
        s_base.Apply(Picture.Decode(png), expected);
        s_base.Apply(png, actual, s_scaled);
        Assert.Equal(expected, actual);
        JpegAssert.SamePixels(Picture.Decode(jpeg), Picture.Decode(jpeg, s_scaled), "decoded with the option");
    }

    /// <summary>By the long way: decoded smaller, turned, and then an input made of that picture.</summary>
    private static float[] AssertScaled(byte[] file, Preprocessing preprocessing, int divisor, int orientation, string what)
    {
        var small = Upright.Of(ScaledDecoder.Decode(file, divisor), orientation);
        float[] expected = new float[preprocessing.InputLength], actual = new float[preprocessing.InputLength];
        Array.Fill(actual, float.NaN);
        var info = preprocessing.Apply(file, actual, s_scaled);
        if (preprocessing.Framing == Framing.Fit)
            Fit(preprocessing, small, preprocessing.FrameOf(info.Width, info.Height), expected);
        else
            preprocessing.Apply(small, expected);
        Assert.Equal(Picture.Identify(file), info);
        Assert.True(expected.AsSpan().SequenceEqual(actual), $"{what}, {preprocessing.Framing}, 1/{divisor}: other values");
        return actual;
    }

    /// <summary>The frame is the whole picture's; the input right and below of it is zero.</summary>
    private static void Fit(Preprocessing target, Picture small, PictureFrame frame, float[] input)
    {
        (int width, int height) = (frame.ResizedWidth, frame.ResizedHeight);
        var stretch = target with { Framing = Framing.Stretch, InputWidth = width, InputHeight = height };
        float[] values = new float[stretch.InputLength];
        stretch.Apply(small, values);
        for (int row = 0; row < 3 * height; row++)
        {
            int to = target.InputWidth * ((row / height * target.InputHeight) + (row % height));
            values.AsSpan(width * row, width).CopyTo(input.AsSpan(to));
        }
    }

    private static (int Width, int Height) Resized(Preprocessing target, PictureInfo info)
    {
        if (target.Framing == Framing.Stretch)
            return (target.InputWidth, target.InputHeight);
        if (target.Framing == Framing.Fit)
            return (target.FrameOf(info.Width, info.Height).ResizedWidth, target.FrameOf(info.Width, info.Height).ResizedHeight);
        bool widthDecides = target.ResizeWidth * info.Height >= target.ResizeHeight * info.Width;
        return widthDecides
            ? (target.ResizeWidth, target.ResizeWidth * info.Height / info.Width)
            : (target.ResizeHeight * info.Width / info.Height, target.ResizeHeight);
    }
}
