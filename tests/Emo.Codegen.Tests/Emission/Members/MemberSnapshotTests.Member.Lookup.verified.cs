/// <summary>The numbers of a table of 8 that the lowest 3 bits of the index say.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Lookup(Floats table, Vector256<int> index)
{
    // The instruction ignores the other bits, and its emulation, where there is no such instruction, does not.
    return ShuffleNative(table, Vector256.IsHardwareAccelerated ? index : index & Vector256.Create(7));
}
