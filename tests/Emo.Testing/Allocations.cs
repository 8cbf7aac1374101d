namespace Emo.Testing;

/// <summary>What the calling thread allocates, to the byte.</summary>
internal static class Allocations
{
    /// <summary>
    /// Bytes that one call allocates. A background collection takes the threads' pieces of memory away, and the runtime counts what was
    /// left of them, up to 8 KB each, as allocated. So none is running at the start, and a measurement during which one began says
    /// nothing and is repeated.
    /// </summary>
    public static long Of(Action action)
    {
        while (true)
        {
            GC.Collect(); // Waits for a background collection.
            int collections = GC.CollectionCount(GC.MaxGeneration);
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            if (GC.CollectionCount(GC.MaxGeneration) == collections)
                return bytes;
        }
    }
}
