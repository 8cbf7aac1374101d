using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary>libjpeg-turbo with its assembly, by its TurboJPEG interface: the system's, this program brings none.</summary>
internal sealed unsafe partial class TurboJpeg : IDisposable
{
    private const string Library = "libturbojpeg.so.0";
    private const int Rgb = 0, Rgba = 7, Sampling420 = 2, AccurateDct = 4096, ProgressiveOption = 32;

    private readonly nint _compressor = tjInitCompress();
    private readonly nint _decompressor = tjInitDecompress();
    private readonly nint _transformer = tjInitTransform();

    /// <summary>The library, or null where the system has none.</summary>
    public static TurboJpeg? Find() => NativeLibrary.TryLoad(Library, out _) ? new TurboJpeg() : null;

    public byte[] Encode(Picture picture, int quality)
    {
        byte* file = null;
        CULong length = default;
        fixed (byte* pixels = picture.Pixels)
        {
            Check(tjCompress2(
                _compressor, pixels, picture.Width, 0, picture.Height, Rgb, &file, &length, Sampling420, quality, AccurateDct));
        }

        return Take(file, length);
    }

    /// <summary>The same coefficients as a progressive file, with the usual scans.</summary>
    public byte[] ToProgressive(byte[] file)
    {
        byte* result = null;
        CULong length = default;
        var transform = new Transform { Options = ProgressiveOption };
        fixed (byte* bytes = file)
            Check(tjTransform(_transformer, bytes, new CULong((nuint)file.Length), 1, &result, &length, &transform, 0));
        return Take(result, length);
    }

    /// <summary>Decodes to four bytes a pixel: accurate inverse DCT, fancy upsampling.</summary>
    public void Decode(byte[] file, byte* pixels)
    {
        fixed (byte* bytes = file)
        {
            int width, height, sampling, space;
            var length = new CULong((nuint)file.Length);
            Check(tjDecompressHeader3(_decompressor, bytes, length, &width, &height, &sampling, &space));
            Check(tjDecompress2(_decompressor, bytes, length, pixels, width, 0, height, Rgba, AccurateDct));
        }
    }

    public void Dispose()
    {
        _ = tjDestroy(_compressor);
        _ = tjDestroy(_decompressor);
        _ = tjDestroy(_transformer);
    }

    private static byte[] Take(byte* file, CULong length)
    {
        byte[] bytes = new ReadOnlySpan<byte>(file, (int)length.Value).ToArray();
        tjFree(file);
        return bytes;
    }

    private static void Check(int result, [CallerArgumentExpression(nameof(result))] string call = "")
    {
        if (result != 0)
            throw new InvalidOperationException($"{call}: {Marshal.PtrToStringAnsi(tjGetErrorStr())}");
    }

    [LibraryImport(Library)]
    private static partial nint tjInitCompress();

    [LibraryImport(Library)]
    private static partial nint tjInitDecompress();

    [LibraryImport(Library)]
    private static partial nint tjInitTransform();

    [LibraryImport(Library)]
    private static partial int tjDestroy(nint handle);

    [LibraryImport(Library)]
    private static partial void tjFree(byte* file);

    [LibraryImport(Library)]
    private static partial nint tjGetErrorStr();

    [LibraryImport(Library)]
    private static partial int tjCompress2(
        nint handle, byte* pixels, int width, int pitch, int height, int format, byte** file, CULong* length, int sampling, int quality,
        int flags);

    [LibraryImport(Library)]
    private static partial int tjDecompressHeader3(
        nint handle, byte* file, CULong length, int* width, int* height, int* sampling, int* space);

    [LibraryImport(Library)]
    private static partial int tjDecompress2(
        nint handle, byte* file, CULong length, byte* pixels, int width, int pitch, int height, int format, int flags);

    [LibraryImport(Library)]
    private static partial int tjTransform(
        nint handle, byte* file, CULong length, int count, byte** files, CULong* lengths, Transform* transforms, int flags);

    /// <summary>The library's tjtransform.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Transform
    {
        public int X, Y, Width, Height;
        public int Operation;
        public int Options;
        public nint Data;
        public nint Filter;
    }
}
