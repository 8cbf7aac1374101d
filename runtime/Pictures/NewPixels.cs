using Emo.CompilerServices;

namespace Emo.Pictures;

/// <summary>Memory that is allocated for the picture.</summary>
internal struct NewPixels : IPixelBuffer
{
    /// <summary>The pixels, once there are some.</summary>
    public byte[] Pixels { get; private set; }

    public Span<byte> Make(PictureInfo picture)
    {
        Pixels = new byte[3 * picture.Width * picture.Height];
        FreshMemory.Populate(Pixels);
        return Pixels;
    }
}
