namespace Emo.Pictures.Jpeg;

/// <summary>Reads the size and the orientation of a JPEG file without its pixels.</summary>
internal static class JpegIdentifier
{
    /// <summary>
    /// What the file says before its first scan; null where <paramref name="start"/>, the file's beginning, ends before that.
    /// </summary>
    public static PictureInfo? Identify(ReadOnlySpan<byte> start, PictureOptions options)
    {
        var frame = new JpegFrame();
        var metadata = new JpegMetadata();
        var reader = new JpegReader(start) { Position = 2 };
        while (reader.TryNextMarker(out int marker))
        {
            if (JpegMarker.StandsAlone(marker))
                continue;
            if (marker == JpegMarker.EndOfImage)
                throw JpegErrors.Damaged("it ends before its pixels");
            if (marker == JpegMarker.StartOfImage)
                throw JpegErrors.SecondPicture();
            if (!reader.TrySegment(marker, out var segment))
                return null;
            if (JpegMarker.IsStartOfFrame(marker))
                frame.Read(marker, segment, options, fileBytes: int.MaxValue); // how much follows is not known
            else if (marker != JpegMarker.StartOfScan)
                metadata.Read(marker, segment);
            else if (frame.Width == 0)
                throw JpegErrors.Damaged("its pixels come before its size");
            else
                return Orientations.Describe(PictureFormat.Jpeg, frame.Width, frame.Height, metadata.Orientation);
        }

        return null;
    }
}
