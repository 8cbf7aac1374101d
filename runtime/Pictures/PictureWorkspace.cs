using Emo.Pictures;
using Emo.Pictures.Frames;
using Emo.Pictures.Jpeg;
using Emo.Pictures.Png;
using Emo.Pictures.Resampling;

namespace Emo;

/// <summary>
/// Memory that decoding and preprocessing need, kept from one picture to the next. Once it has grown to what the largest picture needs,
/// views and JPEG files allocate nothing, and each PNG file a few kilobytes: objects of .NET's zlib stream and the file's own tables.
/// It serves one picture at a time.
/// </summary>
/// <remarks>
/// Of a picture that is preprocessed some rows are kept, with two exceptions: of an interlaced PNG file there is the whole picture,
/// 3 bytes a pixel; of a JPEG file with several scans, as progressive ones have, there are all coefficients, 2 bytes for each sample of
/// each component. Memory is never given back: one progressive picture of 100 megapixels leaves 200 MB (grey) to 600 MB (4:4:4) in its
/// workspace. To free it, drop the workspace. Each instance of a model has a workspace of its own, from its first picture on.
/// </remarks>
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
