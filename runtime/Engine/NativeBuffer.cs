using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>
/// Cache-line aligned memory outside the garbage-collected heap, owned by one or more model instances.
/// The last owner to leave frees it; the finalizer frees it when all owners were forgotten.
/// </summary>
internal sealed unsafe class NativeBuffer
{
    /// <summary>A cache line, which is the widest vector.</summary>
    public const nuint Alignment = 64;

    private int _owners = 1;

    /// <param name="bytes">The length.</param>
    /// <param name="zeroed">False when everything will be written before it is read.</param>
    public NativeBuffer(long bytes, bool zeroed = true)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        Bytes = bytes;
        var (allocated, alignment) = HugePages.Plan((nuint)bytes, Alignment);
        Pointer = (float*)NativeMemory.AlignedAlloc(allocated, alignment);
        HugePages.Request(Pointer, allocated, alignment);
        if (zeroed)
            NativeMemory.Clear(Pointer, (nuint)bytes);
        GC.AddMemoryPressure(Math.Max(bytes, 1));
    }

    ~NativeBuffer() => Free();

    public long Bytes { get; }

    public float* Pointer { get; private set; }

    /// <summary>False if the last owner has left meanwhile.</summary>
    public bool TryAddOwner()
    {
        int owners = Volatile.Read(ref _owners);
        while (owners > 0)
        {
            int seen = Interlocked.CompareExchange(ref _owners, owners + 1, owners);
            if (seen == owners)
                return true;
            owners = seen;
        }

        return false;
    }

    public void RemoveOwner()
    {
        if (Interlocked.Decrement(ref _owners) == 0)
            Free();
    }

    private void Free()
    {
        if (Pointer == null)
            return;
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        GC.RemoveMemoryPressure(Math.Max(Bytes, 1));
    }
}
