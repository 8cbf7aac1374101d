namespace Emo.Runtime.Tests.Pictures.Png;

/// <summary>
/// From a PNG file to an input in one call: the same bits as by way of a picture, for every layout, framing and orientation.
/// </summary>
public class PngInputTests
{
    private static readonly PictureOptions s_options = new() { Background = new Rgb(10, 100, 200) };

    private static readonly Preprocessing s_crop = ModelInfos.ImageNet(11, 14, 12, 16);

    private static readonly Preprocessing[] s_preprocessings =
    [
        s_crop, s_crop with { ResizeWidth = 60, ResizeHeight = 70, Interpolation = Interpolation.Bilinear },
        s_crop with { Framing = Framing.Stretch }, s_crop with { Framing = Framing.Fit, ResizeWidth = 14, ResizeHeight = 10 },
    ];

    [Theory]
    [MemberData(nameof(PngTests.Layouts), MemberType = typeof(PngTests))]
    public void A_file_gives_the_input_that_its_picture_gives(int colorType, int depth, bool interlaced)
    {
        var workspace = new PictureWorkspace();
        for (int orientation = 1; orientation <= 8; orientation++)
        {
            byte[] file = Write(colorType, depth, interlaced, orientation);
            var picture = Picture.Decode(file, s_options);
            Assert.Equal(orientation > 4 ? (39, 53) : (53, 39), (picture.Width, picture.Height));
            foreach (var preprocessing in s_preprocessings)
            {
                float[] expected = new float[preprocessing.InputLength], actual = new float[preprocessing.InputLength];
                preprocessing.Apply(picture, expected);
                Array.Fill(actual, float.NaN);
                var info = preprocessing.Apply(file, actual, s_options, workspace);
                Assert.Equal(new PictureInfo(PictureFormat.Png, picture.Width, picture.Height, orientation), info);
                Assert.True(expected.AsSpan().SequenceEqual(actual), $"orientation {orientation}, {preprocessing}: other values");
            }
        }
    }

    private static byte[] Write(int colorType, int depth, bool interlaced, int orientation)
    {
        byte[] exif = [.. "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] palette = [.. Enumerable.Range(0, 3 << Math.Min(depth, 8)).Select(i => (byte)(i * 37))];
        byte[] opacity = [.. Enumerable.Range(0, 1 << Math.Min(depth, 8)).Select(i => (byte)(i * 91))];
        return new PngWriter
        {
            Width = 53,
            Height = 39,
            Depth = depth,
            ColorType = colorType,
            Interlaced = interlaced,
            Sample = (x, y, channel) => ((x * 40503) + (y * 30011) + (channel * 10007) + (x * y * 97)) & ((1 << depth) - 1),
            Chunks = colorType == 3 ? [("PLTE", palette), ("tRNS", opacity), ("eXIf", exif)] : [("eXIf", exif)],
        }.Write();
    }
}
