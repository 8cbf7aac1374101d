using System.Runtime.InteropServices;

namespace Emo.Testing;

/// <summary>
/// Bytes with a page that nobody may touch right before or right behind them: whoever reads or writes past that end kills
/// the process. On Linux; elsewhere plain memory.
/// </summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int None = 0; // PROT_NONE
    private const int ReadWrite = 3; // PROT_READ | PROT_WRITE
    private const int PrivateAnonymous = 0x22; // MAP_PRIVATE | MAP_ANONYMOUS

    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly nuint _mapped;
    private readonly byte* _start;

    /// <param name="length">How many.</param>
    /// <param name="atEnd">True for the guard behind the last byte, false for the one before the first.</param>
    public GuardedMemory(long length, bool atEnd)
    {
        nuint bytes = (nuint)length;
        nuint inside = (bytes + _page - 1) / _page * _page;
        Length = checked((int)length);
        _mapped = inside + (2 * _page);
        if (!OperatingSystem.IsLinux())
        {
            _start = (byte*)NativeMemory.AlignedAlloc(_mapped, _page);
        }
        else
        {
            _start = (byte*)Map(null, _mapped, None, PrivateAnonymous, -1, 0);
            if (_start == (byte*)-1 || Protect(_start + _page, inside, ReadWrite) != 0)
                throw new InvalidOperationException($"{_mapped} bytes cannot be mapped: error {Marshal.GetLastPInvokeError()}.");
        }

        Pointer = _start + _page + (atEnd ? inside - bytes : 0);
    }

    public byte* Pointer { get; }

    public int Length { get; }

    public Span<byte> Bytes => new(Pointer, Length);

    public Span<float> Floats => MemoryMarshal.Cast<byte, float>(Bytes);

    /// <summary>A copy of bytes, with the guard behind the last one.</summary>
    public static GuardedMemory CopyOf(ReadOnlySpan<byte> bytes)
    {
        var memory = new GuardedMemory(bytes.Length, atEnd: true);
        bytes.CopyTo(memory.Bytes);
        return memory;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsLinux())
            _ = Unmap(_start, _mapped);
        else
            NativeMemory.AlignedFree(_start);
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(void* address, nuint length);
}
