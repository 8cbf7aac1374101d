/// <summary>Asks for a cache line that will be read soon, where the processor can be asked.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static void Prefetch(byte* address)
{
    if (Sse.IsSupported)
        Sse.Prefetch1(address);
}
