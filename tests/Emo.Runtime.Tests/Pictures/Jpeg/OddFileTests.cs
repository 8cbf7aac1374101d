using Emo.Runtime.Tests.Support;
using Emo.Runtime.Tests.Support.Jpeg;

namespace Emo.Runtime.Tests.Pictures.Jpeg;

/// <summary>
/// Valid files with everything that encoders seldom do, against libjpeg-turbo's pixels. <c>EMO_FUZZ_CASES</c> sets how many, and
/// <c>EMO_FUZZ_FIRST</c> the first.
/// </summary>
public class OddFileTests
{
    [Fact]
    public void Odd_files_decode_to_the_pixels_of_libjpeg_turbo()
    {
        int compared = 0, cases = 0;
        foreach (int seed in Settings.Cases(600))
        {
            var file = RandomJpeg.Create(seed);
            byte[] bytes = file.Write();
            string what = $"case {seed}: {file}";
            cases++;
            if (SkiaJpeg.Decode(bytes) is not { } stored)
                continue;
            var expected = Upright.Of(stored, file.Orientation);
            var actual = Decode(bytes, what);
            if (Smoothing.IsSettled(file))
            {
                JpegAssert.SamePixels(expected, actual, what);
                compared++;
            }
            else
            {
                Assert.Equal((expected.Width, expected.Height), (actual.Width, actual.Height));
            }
        }

        Assert.True(compared > cases * 9 / 10, $"Only {compared} of {cases} files were compared.");
    }

    private static Picture Decode(byte[] file, string what)
    {
        try
        {
            return Picture.Decode(file);
        }
        catch (PictureException e)
        {
            throw new InvalidOperationException($"{what}: {e.Message}", e);
        }
    }
}
