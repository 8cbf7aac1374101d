using System.Runtime.InteropServices;
using Emo.CompilerServices;

namespace Emo.Tests.Packed;

/// <summary>Populating makes pages resident at once; nobody may see a difference in what they hold.</summary>
public sealed partial class FreshMemoryTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 100)]
    [InlineData(1, 64 << 10)]
    [InlineData(4095, 300_001)]
    [InlineData(17, 5 << 20)]
    public void Contents_stay_as_they_are(int start, int length)
    {
        byte[] memory = new byte[start + length + 4096];
        new Random(1).NextBytes(memory);
        byte[] expected = (byte[])memory.Clone();

        FreshMemory.Populate(memory.AsSpan(start, length));

        Assert.True(expected.AsSpan().SequenceEqual(memory));
    }

    [Fact]
    public unsafe void All_whole_pages_become_resident_on_Linux()
    {
        if (!OperatingSystem.IsLinux() || Environment.OSVersion.Version < new Version(5, 14))
            return;
        int page = Environment.SystemPageSize;
        void* memory = NativeMemory.AlignedAlloc((nuint)(100 * page), (nuint)page); // so much is mapped for it alone, untouched
        byte[] resident = new byte[98];

        FreshMemory.Populate(new Span<byte>((byte*)memory + page + 1, (99 * page) - 1));

        Assert.Equal(0, mincore((byte*)memory + (2 * page), (nuint)(98 * page), resident));
        Assert.All(resident, bits => Assert.Equal(1, bits & 1));
        NativeMemory.AlignedFree(memory);
    }

    [LibraryImport("libc")]
    private static unsafe partial int mincore(void* address, nuint length, byte[] resident);
}
