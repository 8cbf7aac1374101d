using System.Runtime.InteropServices;

namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>A copy of bytes that ends where the mapping ends: reading behind it ends the process. Linux only.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int Read = 1;
    private const int Write = 2;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _start;
    private readonly nuint _mapped;
    private readonly nuint _readable;
    private readonly int _length;

    public GuardedMemory(ReadOnlySpan<byte> bytes)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        _length = bytes.Length;
        _readable = ((nuint)bytes.Length + page - 1) / page * page;
        _mapped = _readable + page;
        _start = MemoryMap(null, _mapped, Read | Write, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, (nint)_start);
        Assert.Equal(0, Protect(_start + _readable, page, 0));
        bytes.CopyTo(new Span<byte>(_start + _readable - bytes.Length, bytes.Length));
    }

    public ReadOnlySpan<byte> Bytes => new(_start + _readable - _length, _length);

    public void Dispose() => Assert.Equal(0, Unmap(_start, _mapped));

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial byte* MemoryMap(byte* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(byte* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(byte* address, nuint length);
}
