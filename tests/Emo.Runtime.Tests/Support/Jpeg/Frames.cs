using Emo.Pictures.Jpeg;

namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>Frame headers without a file.</summary>
internal static class Frames
{
    /// <summary>Three components, of which the first has the finest sampling, and the others 1 x 1.</summary>
    /// <param name="frame">Receives the header.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    /// <param name="sampling">The first component's sampling, across in the upper four bits.</param>
    public static void Lay(this JpegFrame frame, int width, int height, int sampling)
    {
        byte[] header =
        [
            8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 3,
            1, (byte)sampling, 0, 2, 0x11, 0, 3, 0x11, 0,
        ];
        frame.Clear();
        frame.Read(JpegMarker.StartOfFrameProgressive, header, PictureOptions.Default, fileBytes: 1 << 20);
    }
}
