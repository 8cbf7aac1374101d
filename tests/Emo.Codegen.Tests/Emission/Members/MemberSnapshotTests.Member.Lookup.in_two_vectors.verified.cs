/// <summary>The numbers of a table of 8 that the lowest 3 bits of the index say.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats Lookup(float* table, Vector128<int> index)
{
    var place = index & Vector128.Create(3);
    var isLow = Vector128.Equals(index & Vector128.Create(4), Vector128<int>.Zero).AsSingle();
    return ConditionalSelect(isLow, ShuffleNative(Load(table), place), ShuffleNative(Load(table + 4), place));
}
