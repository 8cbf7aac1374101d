using System.Runtime.InteropServices;
using SkiaSharp;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary>Four bytes a pixel in memory that stays.</summary>
internal sealed unsafe class RgbaPixels(int width, int height) : IDisposable
{
    public byte* Memory { get; } = (byte*)NativeMemory.AlignedAlloc((nuint)(4L * width * height), 64);

    public SKImageInfo Info { get; } = new(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);

    public ReadOnlySpan<byte> Bytes => new(Memory, Info.BytesSize);

    public SKPixmap Map() => new(Info, (nint)Memory);

    public void Dispose() => NativeMemory.AlignedFree(Memory);
}
