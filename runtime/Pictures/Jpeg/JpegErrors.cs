namespace Emo.Pictures.Jpeg;

/// <summary>The errors that more than one part of the decoder throws.</summary>
internal static class JpegErrors
{
    public static PictureException Damaged(string how) => new($"The JPEG file is damaged: {how}.");

    public static PictureException DataEnds(int mcuRow) =>
        Damaged($"its pixel data ends too early, in row {mcuRow} of its blocks");

    public static PictureException SecondPicture() => Damaged("another picture begins in the middle of it");

    public static PictureException InvalidCode() => Damaged("its pixel data has a Huffman code that its tables do not define");
}
