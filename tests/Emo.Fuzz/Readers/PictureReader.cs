namespace Emo.Fuzz.Readers;

/// <summary>
/// What all formats of pictures have in common: a file is decoded, and once more in another way that must agree. The file, and what
/// is made of it, end where a page begins that nobody may touch.
/// </summary>
internal abstract class PictureReader : ForeignReader
{
    private static readonly PictureOptions s_options = new() { MaxPixels = Rules.MaxPixels, Background = new Rgb(1, 2, 3) };
    private static readonly PictureOptions s_scaled = s_options with { ScaledDecoding = true };

    private static readonly Preprocessing[] s_preprocessings =
    [
        ModelInfos.Preprocessing(32, 32, 36, 40) with { Interpolation = Interpolation.Bicubic },
        ModelInfos.Preprocessing(24, 40),
    ];

    private static readonly GuardedMemory s_pixels = new(3 * Rules.MaxPixels, atEnd: true);
    private static readonly GuardedMemory s_input = new(sizeof(float) * 3 * 32 * 40, atEnd: true);
    private static readonly float[] s_expected = new float[3 * 32 * 40];

    // What earlier cases left in it must not matter.
    private static readonly PictureWorkspace s_workspace = new();

    private static GuardedMemory s_file = new(1 << 20, atEnd: true);

    public override void Read(byte[] file)
    {
        if (s_file.Length < file.Length)
            s_file = new GuardedMemory(file.Length, atEnd: true);
        int length = file.Length;
        file.CopyTo(File(length));

        PictureInfo? info = null;
        var refused = Try(() => info = Picture.Identify(File(length), s_options));
        Picture? picture = null;
        var notDecoded = Try(() => picture = Picture.Decode(File(length), s_options));
        if (picture is not null)
        {
            if ((info?.Width, info?.Height) != (picture.Width, picture.Height))
            {
                throw new WrongResultException(
                    $"a picture of {picture.Width} x {picture.Height} was identified as {info} ({refused?.Message})");
            }

            if (picture.Pixels.Length > 3 * Rules.MaxPixels)
                throw new WrongResultException("a picture is larger than it may be");
        }

        // The bytes choose, so that a case stays one without its seed.
        switch (length % 4)
        {
            case 0:
                DecodeIntoMemory(length, picture);
                break;
            case 1:
                Preprocess(length, picture, s_preprocessings[length / 4 % 2]);
                break;
            case 2:
                var preprocessing = s_preprocessings[0];
                _ = Agree(Try(() => preprocessing.Apply(File(length), Input(preprocessing), s_scaled, s_workspace)), picture);
                break;
            default:
                IdentifyStream(file, info);
                break;
        }

        if (notDecoded is not null)
            throw notDecoded;
    }

    private static Span<byte> File(int length) => s_file.Bytes[^length..];

    private static Span<float> Input(Preprocessing preprocessing) => s_input.Floats[^preprocessing.InputLength..];

    private static void IdentifyStream(byte[] file, PictureInfo? info)
    {
        PictureInfo? identified = null;
        using var stream = new MemoryStream(file);
        _ = Try(() => identified = Picture.Identify(stream, s_options));
        if (identified != info)
            throw new WrongResultException($"from a stream {identified}, from bytes {info}");
    }

    private static void DecodeIntoMemory(int length, Picture? picture)
    {
        int pixels = picture?.Pixels.Length ?? s_pixels.Length;
        if (Agree(Try(() => Picture.Decode(File(length), s_pixels.Bytes[^pixels..], s_options, s_workspace)), picture)
            && !picture!.Pixels.SequenceEqual(s_pixels.Bytes[^pixels..]))
        {
            throw new WrongResultException("other pixels in memory of the caller's");
        }
    }

    private static void Preprocess(int length, Picture? picture, Preprocessing preprocessing)
    {
        if (!Agree(Try(() => preprocessing.Apply(File(length), Input(preprocessing), s_options, s_workspace)), picture))
            return;
        var expected = s_expected.AsSpan(0, preprocessing.InputLength);
        preprocessing.Apply(picture!, expected);
        if (!expected.SequenceEqual(Input(preprocessing)))
            throw new WrongResultException("other input from the file than from its picture");
    }

    /// <summary>Whether both ways accepted the file; one alone is wrong.</summary>
    private static bool Agree(PictureException? refused, Picture? picture)
    {
        if ((refused is null) != (picture is not null))
            throw new WrongResultException($"one of two ways refused the file: {refused?.Message}");
        return picture is not null;
    }

    private static PictureException? Try(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (PictureException e) when (!e.Message.Contains("Index was outside", StringComparison.Ordinal))
        {
            return e;
        }
    }
}
