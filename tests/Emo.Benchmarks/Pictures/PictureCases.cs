using Emo.Benchmarks.Pictures.Peers;
using SkiaSharp;

namespace Emo.Benchmarks.Pictures;

/// <summary>The JPEG files: quality 90, 4:2:0, by libjpeg-turbo where it is found.</summary>
internal sealed class PictureCases(TurboJpeg? turbo, Action<string> note)
{
    public const string Progressive = "progressive";

    private const int Quality = 90;

    /// <summary>Names, in order; a file is made when it is asked for.</summary>
    public IEnumerable<(string Name, Func<PictureCase?> Create)> All()
    {
        yield return Plain("640x480", 640, 480, 1.7);
        yield return Plain("1920x1440", 1920, 1440, 1.4);
        yield return ($"1920x1440 {Progressive}", CreateProgressive);
        yield return ("1920x1440 EXIF 6", CreateTurned);
        yield return Plain("3840x2880", 3840, 2880, 1.2);
    }

    private PictureCase? CreateProgressive() =>
        ToProgressive(Encode(1920, 1440)) is { } file ? new PictureCase($"1920x1440 {Progressive}", 1920, 1440, 1, file, 1.2) : null;

    private PictureCase CreateTurned() => new("1920x1440 EXIF 6", 1920, 1440, 6, WithOrientation(Encode(1920, 1440), 6), null);

    private (string, Func<PictureCase?>) Plain(string name, int width, int height, double target) =>
        (name, () => new PictureCase(name, width, height, 1, Encode(width, height), target));

    private byte[] Encode(int width, int height)
    {
        var picture = TiledPicture.Create(width, height);
        return turbo?.Encode(picture, Quality) ?? SkiaDecoder.Encode(picture, SKEncodedImageFormat.Jpeg, Quality);
    }

    private byte[]? ToProgressive(byte[] file)
    {
        if (JpegTran.ToProgressive(file) is { } converted)
            return converted;
        note(turbo is null
            ? "No progressive picture: neither jpegtran nor libjpeg-turbo was found."
            : "jpegtran was not found: the progressive picture is libjpeg-turbo's, by tjTransform.");
        return turbo?.ToProgressive(file);
    }

    private static byte[] WithOrientation(byte[] file, byte orientation)
    {
        byte[] exif = [.. "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, orientation, 0, 0, 0, 0, 0, 0];
        return [.. file[..2], 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. file[2..]];
    }
}
