using System.Buffers.Binary;
using Emo.Tool.Terminal;

namespace Emo.Train.Data;

/// <summary>
/// Reads masks: grey PNG files whose values are the classes, 8 bits a pixel, or 1 bit for two classes as black and white. Colours are
/// refused, since nobody knows their order, and so is JPEG, which changes the values.
/// </summary>
internal static class MaskReader
{
    /// <summary>Grey values of a large photograph have less, even where nothing is compressed.</summary>
    private const long MaxBytes = 256 << 20;

    private const int HeaderBytes = 26;
    private const int SignatureBytes = 8;
    private const int ChunkBytes = 12;
    private const byte Full = 255;
    private const int Palette = 3;
    private const int GreyWithAlpha = 4;
    private const int ColourWithAlpha = 6;

    /// <summary>The classes of a mask; 255 is class 1 or not known, as <see cref="MaskFile.FullIsForeground"/> has it.</summary>
    /// <exception cref="DataSetException">It is no mask.</exception>
    public static MaskPixels Read(MaskFile mask)
    {
        var pixels = ReadValues(mask.Path);
        if (mask.FullIsForeground)
            pixels.Labels.AsSpan().Replace(Full, (byte)1);
        return pixels;
    }

    /// <summary>The grey values of a mask.</summary>
    /// <exception cref="DataSetException">It is no mask.</exception>
    public static MaskPixels ReadValues(string path)
    {
        long bytes = new FileInfo(path) is { Exists: true } info ? info.Length : throw Error(path, "there is no such file.");
        if (bytes > MaxBytes)
            throw Error(path, $"it has {bytes} bytes, and a mask has {MaxBytes} at most.");
        byte[] file = File.ReadAllBytes(path);
        CheckFormat(file, path);
        Picture picture;
        try
        {
            picture = Picture.Decode(file);
        }
        catch (PictureException exception)
        {
            throw Error(path, exception.Message);
        }

        byte[] values = new byte[picture.Width * picture.Height];
        var pixels = picture.Pixels;
        for (int i = 0; i < values.Length; i++)
        {
            byte value = values[i] = pixels[3 * i];
            if (pixels[(3 * i) + 1] != value || pixels[(3 * i) + 2] != value)
            {
                throw Error(
                    path, $"the pixel ({i % picture.Width}, {i / picture.Width}) is coloured: a mask is grey, its values are the classes.");
            }
        }

        return new MaskPixels(picture.Width, picture.Height, values);
    }

    /// <summary>Whether a mask has values that are no classes, and what 255 is.</summary>
    /// <exception cref="DataSetException">A value is no class, or nobody said what 255 is.</exception>
    public static void CheckValues(MaskPixels pixels, string path, int classes, Mask255? full)
    {
        if (full is null && classes <= Full && pixels.Labels.Contains(Full))
        {
            throw Error(
                path,
                "it has the value 255: say by --mask-255 whether that is the foreground (class 1 of two), or ignored (nothing is known).");
        }

        if (pixels.Labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)Math.Min(classes - 1, Full)) < 0)
            return;
        for (int i = 0; i < pixels.Labels.Length; i++)
        {
            byte value = pixels.Labels[i];
            if (value >= classes && value != Full)
            {
                string place = $"({i % pixels.Width}, {i / pixels.Width})";
                throw Error(path, $"the pixel {place} has the value {value}: {classes} classes have values 0 to {classes - 1}.");
            }
        }
    }

    private static void CheckFormat(byte[] file, string path)
    {
        if (file.Length < HeaderBytes || BinaryPrimitives.ReadUInt64BigEndian(file) != 0x89504E470D0A1A0A)
            throw Error(path, "it is no PNG file, as masks are.");
        int depth = file[24], colours = file[25];
        if (depth is not (1 or 8) && colours != Palette)
            throw Error(path, $"it has {depth} bits a sample: a mask has 8, or 1 for two classes.");
        if (colours is GreyWithAlpha or ColourWithAlpha || HasTransparency(file))
            throw Error(path, "it is partly transparent: save it as grey PNG without alpha, with the classes as values.");
    }

    /// <summary>
    /// Whether a chunk <c>tRNS</c> stands before the pixels (PNG specification, section 11.3.2.1). Where it makes a value transparent, the
    /// decoder shows white, which is another class. A file that is broken before that is the decoder's to refuse.
    /// </summary>
    private static bool HasTransparency(ReadOnlySpan<byte> file)
    {
        for (long at = SignatureBytes; at + ChunkBytes <= file.Length;)
        {
            var chunk = file[(int)at..];
            var type = chunk.Slice(4, 4);
            if (type.SequenceEqual("tRNS"u8))
                return true;
            if (type.SequenceEqual("IDAT"u8))
                return false;
            at += ChunkBytes + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return false;
    }

    private static DataSetException Error(string path, string problem) => new($"{Plain.Path(path)}: {problem}");
}
