using Emo.CompilerServices;

namespace Emo.Tests.Packed;

/// <summary>Memory for kernels: aligned, zeroed, writable to its end, whether or not it gets huge pages.</summary>
public sealed class NativeBufferTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData((2 << 20) - 64)]
    [InlineData(2 << 20)]
    [InlineData((5 << 20) + 64)]
    public unsafe void Memory_is_aligned_zeroed_and_all_there(int bytes)
    {
        var buffer = new NativeBuffer(bytes);
        Assert.Equal(bytes, buffer.Bytes);
        Assert.Equal(0u, (nuint)buffer.Pointer % 64);
        var memory = new Span<byte>(buffer.Pointer, bytes);
        Assert.False(memory.ContainsAnyExcept((byte)0));
        memory.Fill(0xff);
        buffer.RemoveOwner();
    }

    [Fact]
    public unsafe void Large_buffers_lie_on_huge_page_boundaries_on_Linux()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var buffer = new NativeBuffer((5 << 20) + 64);
        Assert.Equal(0u, (nuint)buffer.Pointer % (2 << 20));
        buffer.RemoveOwner();
    }
}
