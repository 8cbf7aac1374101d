using StbImageSharp;

namespace Emo;

/// <summary>
/// Checks a file's structure, decodes it with StbImageSharp, and applies transparency and orientation. The checks come first
/// because the decoder trusts what it reads: it would allocate what a header claims and fill up what a cut file lacks.
/// </summary>
internal static class PictureDecoder
{
    public static Picture Decode(byte[] file, PictureOptions options)
    {
        if (PngFile.Is(file))
        {
            var (width, height) = PngFile.Check(file);
            CheckSize(width, height, options);
            return ToPicture(Stb(file), options, orientation: 1);
        }

        if (JpegFile.Is(file))
        {
            var jpeg = JpegFile.Check(file);
            CheckSize(jpeg.Width, jpeg.Height, options);
            return ToPicture(Stb(file), options, jpeg.Orientation);
        }

        throw new PictureException($"It is {PictureKind.Describe(file)}. Supported are PNG and JPEG.");
    }

    private static void CheckSize(int width, int height, PictureOptions options)
    {
        if (width == 0 || height == 0)
            throw new PictureException($"Its size is {width}x{height}: it has no pixels.");
        if ((long)width * height > options.MaxPixels)
            throw new PictureException($"Its size is {width}x{height}, more than the {options.MaxPixels} pixels of PictureOptions.MaxPixels.");
    }

    private static ImageResult Stb(byte[] file)
    {
        try
        {
            return ImageResult.FromMemory(file, ColorComponents.RedGreenBlueAlpha);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The decoder reports broken data by whatever exception it runs into.
            throw new PictureException("Its data is broken; it cannot be decoded.", exception);
        }
    }

    private static Picture ToPicture(ImageResult decoded, PictureOptions options, int orientation)
    {
        byte[] pixels = AlphaCompositor.Over(decoded.Data, options.Background);
        return Orienter.Apply(new Picture(decoded.Width, decoded.Height, pixels), orientation);
    }
}
