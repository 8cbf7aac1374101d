namespace Emo.CompilerServices;

/// <summary>
/// Asks Linux for the pages of an array that is about to be filled in one call instead of a page fault each: on a virtual machine a fault
/// of 12 microseconds, and a photograph has hundreds. Elsewhere nothing happens.
/// </summary>
internal static unsafe class FreshMemory
{
    private const int PopulateWrite = 23; // MADV_POPULATE_WRITE, since Linux 5.14; contents stay as they are

    // A call costs as much as a fault or two.
    private const int Smallest = 64 << 10;

    /// <summary>For memory that will be written all over: what of it is in whole pages becomes resident.</summary>
    public static void Populate(Span<byte> memory)
    {
        if (memory.Length < Smallest || !MemoryAdvice.Available)
            return;
        nuint page = (nuint)Environment.SystemPageSize;
        fixed (byte* start = memory)
        {
            nuint first = ((nuint)start + page - 1) & ~(page - 1);
            nuint end = ((nuint)start + (nuint)memory.Length) & ~(page - 1);
            MemoryAdvice.Give((void*)first, end - first, PopulateWrite);
        }
    }
}
