using Emo.Benchmarks.Pictures.Peers;

namespace Emo.Benchmarks.Pictures;

/// <summary>A comparison of times is worth nothing unless all sides compute the same.</summary>
internal static class PictureAgreement
{
    // Skia's linear filter with mipmaps is no bicubic one: this is what they may differ on average, in standard deviations.
    private const double InputTolerance = 0.35;

    /// <summary>The decoders' pixels are equal; those of turned pictures are stored in another order, and not compared.</summary>
    public static unsafe void Check(PictureCase picture, Picture decoded, RgbaPixels pixels, TurboJpeg? turbo)
    {
        if (turbo is not null)
        {
            turbo.Decode(picture.File, pixels.Memory);
            CheckPixels("libjpeg-turbo");
        }

        SkiaDecoder.Decode(picture.File, pixels);
        CheckPixels("SkiaSharp");

        void CheckPixels(string peer)
        {
            if (picture.Orientation == 1)
                PictureAgreement.CheckPixels(picture.Name, decoded, pixels, peer);
        }
    }

    public static void CheckPixels(string name, Picture decoded, RgbaPixels pixels, string peer)
    {
        int differences = 0;
        for (int i = 0; i < decoded.Pixels.Length; i++)
            differences += decoded.Pixels[i] == pixels.Bytes[(i / 3 * 4) + (i % 3)] ? 0 : 1;
        if (differences > 0)
            throw new InvalidOperationException($"{name}: {differences} of {decoded.Pixels.Length} samples differ from {peer}'s.");
    }

    /// <summary>Skia's input shows the same part of the picture, upright.</summary>
    public static void CheckInput(PictureCase picture, Picture decoded, RgbaPixels pixels, Preprocessing preprocessing, SkiaInput skia)
    {
        float[] ours = new float[preprocessing.InputLength], theirs = new float[preprocessing.InputLength];
        preprocessing.Apply(decoded, ours);
        skia.Apply(pixels, picture.Orientation, theirs);
        CheckInput(picture.Name, ours, theirs);
        skia.ApplyToCrop(pixels, picture.Orientation, theirs);
        CheckInput(picture.Name, ours, theirs);
    }

    private static void CheckInput(string name, float[] ours, float[] theirs)
    {
        double difference = ours.Zip(theirs, (a, b) => Math.Abs(a - b)).Average();
        if (!(difference <= InputTolerance))
        {
            throw new InvalidOperationException(
                $"{name}: Skia's input differs by {difference:F2} on average; allowed are {InputTolerance:F2}.");
        }
    }
}
