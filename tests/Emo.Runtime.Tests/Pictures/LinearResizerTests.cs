using Emo.Pictures.Frames;
using Emo.Pictures.Resampling;
using Emo.Runtime.Tests.Support;

namespace Emo.Runtime.Tests.Pictures;

public class LinearResizerTests
{
    private static readonly GoldenFile s_goldens = new("pictures/opencv.safetensors");

    [Theory]
    [InlineData(37, 29, 64, 48)]
    [InlineData(37, 29, 20, 31)]
    [InlineData(64, 48, 32, 24)] // OpenCV averages areas here
    [InlineData(64, 48, 64, 48)]
    [InlineData(63, 48, 21, 96)]
    [InlineData(100, 3, 7, 50)]
    [InlineData(1, 1, 5, 4)]
    [InlineData(2, 3, 33, 1)]
    [InlineData(300, 7, 11, 5)]
    [InlineData(50, 40, 40, 50)]
    public void Resizes_equal_OpenCVs_to_the_last_bit(int width, int height, int resizedWidth, int resizedHeight)
    {
        // Used before, as in a model.
        var memory = new ResizeMemory();
        Resize(memory, PictureFiles.Noise(5, 5), resizedWidth + 3, 2);
        s_goldens.AssertEqual(
            $"{width}x{height}.{resizedWidth}x{resizedHeight}",
            Resize(memory, PictureFiles.Noise(width, height), resizedWidth, resizedHeight));
    }

    private static Picture Resize(ResizeMemory memory, Picture picture, int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        var rows = new ViewRows(picture.View, new ViewMemory());
        var sink = new PixelSink(pixels, width, 0, 0);
        LinearResizer.Resize(ref rows, width, height, ref sink, memory);
        return new Picture(width, height, pixels);
    }
}
