namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Compares pictures, and says where they differ.</summary>
internal static class JpegAssert
{
    public static void SamePixels(Picture expected, Picture actual, string what)
    {
        Assert.True(
            (expected.Width, expected.Height) == (actual.Width, actual.Height),
            $"{what}: {actual.Width} x {actual.Height}, expected {expected.Width} x {expected.Height}");
        int at = expected.Pixels.CommonPrefixLength(actual.Pixels);
        if (at < expected.Pixels.Length)
        {
            Assert.Fail(
                $"{what}: channel {at % 3} of the pixel at {at / 3 % expected.Width}, {at / 3 / expected.Width} is {actual.Pixels[at]}, " +
                $"expected {expected.Pixels[at]}");
        }
    }
}
