using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;

namespace Emo.Pictures;

/// <summary>From a file's bytes to an upright picture: tells the format, decodes, applies the orientation.</summary>
internal static class PictureDecoder
{
    public static Picture Decode(ReadOnlySpan<byte> file, PictureOptions options)
    {
        var pixels = new NewPixels();
        var info = Decode(file, options, new PictureWorkspace(), ref pixels);
        return new Picture(info.Width, info.Height, pixels.Pixels);
    }

    public static PictureInfo Decode<TPixels>(
        ReadOnlySpan<byte> file, PictureOptions options, PictureWorkspace workspace, ref TPixels pixels)
        where TPixels : IPixelBuffer, allows ref struct
    {
        if (PngFile.HasSignature(file))
            return PngDecoder.Decode(file, options, workspace, ref pixels);
        if (JpegFile.HasSignature(file))
            return JpegDecoder.Decode(file, options, workspace, ref pixels);
        throw UnknownFormat.Error(file);
    }
}
