namespace Emo.Fuzz.Readers;

/// <summary>What all formats of pictures have in common: a file is decoded, and once more in another way that must agree.</summary>
internal abstract class PictureReader : ForeignReader
{
    private static readonly PictureOptions s_options = new() { MaxPixels = Rules.MaxPixels, Background = new Rgb(1, 2, 3) };
    private static readonly PictureOptions s_scaled = s_options with { ScaledDecoding = true };

    private static readonly Preprocessing[] s_preprocessings =
    [
        new(32, 32, 36, 40, Interpolation.Bicubic, [0, 0, 0], [1, 1, 1]),
        new(24, 40, 24, 40, Interpolation.Bilinear, [0, 0, 0], [1, 1, 1]),
    ];

    private static readonly byte[] s_pixels = new byte[3 * Rules.MaxPixels];
    private static readonly float[] s_input = new float[3 * 32 * 40];
    private static readonly float[] s_expected = new float[3 * 32 * 40];

    // What earlier cases left in it must not matter.
    private static readonly PictureWorkspace s_workspace = new();

    public override void Read(byte[] file)
    {
        PictureInfo? info = null;
        var refused = Try(() => info = Picture.Identify(file, s_options));
        Picture? picture = null;
        var notDecoded = Try(() => picture = Picture.Decode(file, s_options));
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
        switch (file.Length % 4)
        {
            case 0:
                DecodeIntoMemory(file, picture);
                break;
            case 1:
                Preprocess(file, picture, s_preprocessings[file.Length / 4 % 2]);
                break;
            case 2:
                var preprocessing = s_preprocessings[0];
                var input = s_input.AsMemory(0, preprocessing.InputLength);
                _ = Agree(Try(() => preprocessing.Apply(file, input.Span, s_scaled, s_workspace)), picture);
                break;
            default:
                IdentifyStream(file, info);
                break;
        }

        if (notDecoded is not null)
            throw notDecoded;
    }

    private static void IdentifyStream(byte[] file, PictureInfo? info)
    {
        PictureInfo? identified = null;
        using var stream = new MemoryStream(file);
        _ = Try(() => identified = Picture.Identify(stream, s_options));
        if (identified != info)
            throw new WrongResultException($"from a stream {identified}, from bytes {info}");
    }

    private static void DecodeIntoMemory(byte[] file, Picture? picture)
    {
        if (Agree(Try(() => Picture.Decode(file, s_pixels, s_options, s_workspace)), picture)
            && !picture!.Pixels.SequenceEqual(s_pixels.AsSpan(0, picture.Pixels.Length)))
        {
            throw new WrongResultException("other pixels in memory of the caller's");
        }
    }

    private static void Preprocess(byte[] file, Picture? picture, Preprocessing preprocessing)
    {
        int length = preprocessing.InputLength;
        if (!Agree(Try(() => preprocessing.Apply(file, s_input.AsSpan(0, length), s_options, s_workspace)), picture))
            return;
        preprocessing.Apply(picture!, s_expected.AsSpan(0, length));
        if (!s_expected.AsSpan(0, length).SequenceEqual(s_input.AsSpan(0, length)))
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
