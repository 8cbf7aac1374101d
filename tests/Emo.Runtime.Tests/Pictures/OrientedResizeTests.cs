using CsCheck;
using Emo.Pictures;
using Emo.Pictures.Frames;
using Emo.Pictures.Resampling;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

/// <summary>
/// Inputs from stored rows of every orientation, against turning the picture upright first. The source ends the test when more is read
/// than was selected; see <see cref="StoredRows"/>.
/// </summary>
public class OrientedResizeTests
{
    private static readonly Preprocessing s_base = ModelInfos.ImageNet(1, 1, 1, 1);

    private static readonly Gen<int> s_side = Gen.OneOf(Gen.Int[1, 4], Gen.Int[1, 40], Gen.Int[41, 90]);

    [Fact]
    public void Every_orientation_gives_the_bits_of_the_picture_turned_upright() =>
        Gen.Select(s_side, s_side, Gen.Select(s_side, s_side), Gen.Select(s_side, s_side), Gen.Int[1, 8], Gen.Enum<Framing>(), Gen.Bool)
            .Sample(
                (width, height, inputSize, resizeSize, orientation, framing, cubic) =>
                {
                    var preprocessing = s_base with
                    {
                        InputWidth = inputSize.Item1,
                        InputHeight = inputSize.Item2,
                        ResizeWidth = framing == Framing.Fit ? Math.Min(resizeSize.Item1, inputSize.Item1) : resizeSize.Item1,
                        ResizeHeight = framing == Framing.Fit ? Math.Min(resizeSize.Item2, inputSize.Item2) : resizeSize.Item2,
                        Interpolation = cubic ? Interpolation.Bicubic : Interpolation.Bilinear,
                        Framing = framing,
                    };
                    AssertInput(preprocessing, PictureFiles.Noise(width, height), orientation);
                },
                iter: 600);

    [Theory]
    [InlineData(2000, 3, 5, 5)]
    [InlineData(3, 2000, 5, 5)]
    [InlineData(1, 700, 40, 2)]
    [InlineData(700, 1, 2, 40)]
    [InlineData(900, 350, 9, 4)] // a filter of more rows than the ring keeps
    [InlineData(350, 900, 4, 9)]
    [Trait("Emulated", "Slow")]
    public void So_do_filters_that_are_wide(int width, int height, int inputWidth, int inputHeight)
    {
        var preprocessing = s_base with { InputWidth = inputWidth, InputHeight = inputHeight, ResizeWidth = 5, ResizeHeight = 4 };
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            AssertInput(preprocessing, PictureFiles.Noise(width, height), orientation);
            AssertInput(preprocessing with { Framing = Framing.Stretch }, PictureFiles.Noise(width, height), orientation);
        }
    }

    [Fact]
    public void Rows_that_were_decoded_smaller_keep_the_frame_of_the_whole_picture()
    {
        var fit = s_base with { InputWidth = 64, InputHeight = 48, ResizeWidth = 60, ResizeHeight = 40, Framing = Framing.Fit };
        var small = PictureFiles.Noise(51, 38); // of 201 x 151, a quarter, rounded up
        float[] input = new float[fit.InputLength];
        using var rows = new StoredRows(small, 6);
        var source = rows;
        fit.ApplyRows(ref source, 151, 201, input, new ResizeMemory());

        var frame = fit.FrameOf(151, 201);
        var upright = Upright.Of(small, 6);
        AssertPlanes(fit, ResizeReference.OpenCv(upright, frame.ResizedWidth, frame.ResizedHeight), 0, 0, input);
    }

    [Fact]
    public void Bilinear_resizes_read_only_the_rows_and_columns_that_they_blend()
    {
        var stretch = s_base with { InputWidth = 4, InputHeight = 5, Framing = Framing.Stretch };
        float[] input = new float[stretch.InputLength];
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            using var rows = new StoredRows(PictureFiles.Noise(60, 60), orientation);
            var source = rows;
            stretch.ApplyRows(ref source, 60, 60, input, new ResizeMemory());
            // Outputs are 15 or 12 samples apart, with their centres between two of them or on one.
            Assert.Equal(orientation < 5 ? 10 : 4, rows.Reads);
            Assert.Equal(orientation < 5 ? (46, 50) : (50, 46), rows.Selected);
        }
    }

    [Fact]
    public void A_crop_reads_only_what_its_filters_reach()
    {
        var small = s_base with { InputWidth = 10, InputHeight = 10, ResizeWidth = 50, ResizeHeight = 50 };
        var crop = small with { Interpolation = Interpolation.Bilinear };
        using var rows = new StoredRows(PictureFiles.Noise(500, 300), 1);
        var source = rows;
        crop.ApplyRows(ref source, 500, 300, new float[crop.InputLength], new ResizeMemory());
        // 83 x 50, of which the 10 in the middle: 60.2 columns and 60 rows, and half a filter (6) on each side.
        Assert.InRange(rows.Selected.Width, 60, 68);
        Assert.InRange(rows.Selected.Height, 60, 68);
        Assert.Equal(rows.Selected.Height, rows.Reads);
    }

    [Theory]
    [InlineData(Framing.Crop, 300, 200, 1)]
    [InlineData(Framing.Crop, 300, 200, 7)]
    [InlineData(Framing.Crop, 70, 900, 1)]
    [InlineData(Framing.Crop, 900, 70, 5)]
    [InlineData(Framing.Stretch, 300, 200, 3)]
    [InlineData(Framing.Fit, 300, 200, 8)]
    public void Nothing_is_allocated_once_the_memory_has_grown(Framing framing, int width, int height, int orientation)
    {
        var preprocessing = s_base with { InputWidth = 30, InputHeight = 20, ResizeWidth = 20, ResizeHeight = 20, Framing = framing };
        float[] input = new float[preprocessing.InputLength];
        var memory = new ResizeMemory();
        var views = new ViewMemory();
        var large = PictureFiles.Noise(width, height);
        var small = PictureFiles.Noise(width / 2, height / 3);
        Resize();
        Assert.Equal(0, Allocations.Of(Resize));

        void Resize()
        {
            Apply(large);
            Apply(small); // other sizes, and so other weights
        }

        void Apply(Picture picture)
        {
            var rows = new TurnedRows(picture.View, views, orientation);
            preprocessing.ApplyRows(ref rows, 30, 30, input, memory);
        }
    }

    private static void AssertInput(Preprocessing preprocessing, Picture stored, int orientation)
    {
        var upright = Upright.Of(stored, orientation);
        float[] input = new float[preprocessing.InputLength];
        Array.Fill(input, float.NaN);
        using (var rows = new StoredRows(stored, orientation))
        {
            var source = rows;
            preprocessing.ApplyRows(ref source, upright.Width, upright.Height, input, new ResizeMemory());
        }

        if (preprocessing.Framing == Framing.Crop)
        {
            var (crop, left, top) = Crop(preprocessing, upright);
            AssertPlanes(preprocessing, crop, left, top, input);
            return;
        }

        var frame = preprocessing.FrameOf(upright.Width, upright.Height);
        AssertPlanes(preprocessing, ResizeReference.OpenCv(upright, frame.ResizedWidth, frame.ResizedHeight), 0, 0, input);
    }

    private static (Picture Crop, int Left, int Top) Crop(Preprocessing target, Picture picture)
    {
        bool widthDecides = target.ResizeWidth * picture.Height >= target.ResizeHeight * picture.Width;
        int width = widthDecides ? target.ResizeWidth : target.ResizeHeight * picture.Width / picture.Height;
        int height = widthDecides ? target.ResizeWidth * picture.Height / picture.Width : target.ResizeHeight;
        var resized = ResizeReference.Pillow(picture, width, height, target.Interpolation);
        (int x, int y) = (HalfToEven(width - target.InputWidth), HalfToEven(height - target.InputHeight));
        var crop = resized.Crop(
            Math.Max(x, 0), Math.Max(y, 0), Math.Min(width, target.InputWidth), Math.Min(height, target.InputHeight));
        return (crop, Math.Max(target.InputWidth - width, 0) / 2, Math.Max(target.InputHeight - height, 0) / 2);
    }

    private static int HalfToEven(int difference) => (int)Math.Round(difference / 2.0, MidpointRounding.ToEven);

    private static void AssertPlanes(Preprocessing preprocessing, Picture picture, int left, int top, float[] input)
    {
        float[] values = [.. new ByteValues().Of(preprocessing)];
        float[] expected = new float[preprocessing.InputLength];
        for (int i = 0; i < expected.Length; i++)
        {
            int channel = i / (preprocessing.InputWidth * preprocessing.InputHeight);
            int x = (i % preprocessing.InputWidth) - left;
            int y = (i / preprocessing.InputWidth % preprocessing.InputHeight) - top;
            if (x >= 0 && y >= 0 && x < picture.Width && y < picture.Height)
                expected[i] = values[(256 * channel) + picture.Pixels[(3 * ((y * picture.Width) + x)) + channel]];
            else if (preprocessing.Framing == Framing.Crop)
                expected[i] = values[256 * channel];
        }

        Assert.Equal(expected, input);
    }

    /// <summary>Rows that say of themselves that they have another orientation.</summary>
    private ref struct TurnedRows(PictureView view, ViewMemory memory, int orientation) : IPixelRows
    {
        private ViewRows _rows = new(view, memory);

        public readonly int Width => _rows.Width;

        public readonly int Height => _rows.Height;

        public readonly int Orientation => orientation;

        public void Select(int left, int top, int width, int height) => _rows.Select(left, top, width, height);

        public readonly ReadOnlySpan<byte> Row(int y) => _rows.Row(y);
    }
}
