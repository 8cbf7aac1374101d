using Emo.Pictures;
using Emo.Pictures.Frames;
using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;
using Emo.Pictures.Resampling;

namespace Emo;

/// <summary>
/// Memory that decoding and preprocessing need, kept from one picture to the next: once it has grown to the size that the pictures
/// need, nothing is allocated any more. It serves one picture at a time.
/// </summary>
public sealed class PictureWorkspace
{
    private int _inUse;

    /// <summary>What resizing keeps.</summary>
    internal ResizeMemory Resize => field ??= new ResizeMemory();

    /// <summary>What decoding JPEG needs.</summary>
    internal JpegFile Jpeg => field ??= new JpegFile();

    /// <summary>What decoding PNG needs.</summary>
    internal PngMemory Png => field ??= new PngMemory();

    /// <summary>What turning whole pictures upright keeps.</summary>
    internal UprightCopy Upright => field ??= new UprightCopy();

    /// <summary>What reading frames keeps.</summary>
    internal ViewMemory Views => field ??= new ViewMemory();

    /// <summary>Takes the workspace until <see cref="Leave"/>.</summary>
    /// <exception cref="InvalidOperationException">Another call is using it.</exception>
    internal void Enter()
    {
        if (Interlocked.Exchange(ref _inUse, 1) != 0)
        {
            throw new InvalidOperationException(
                $"This {nameof(PictureWorkspace)} is in use. It serves one picture at a time: give every thread one of its own.");
        }
    }

    internal void Leave() => Volatile.Write(ref _inUse, 0);
}
