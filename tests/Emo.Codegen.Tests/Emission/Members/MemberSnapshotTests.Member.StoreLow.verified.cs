/// <summary>Stores the first 13 lane(s).</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static void StoreLow13(Floats value, float* target)
{
    value.GetLower().Store(target);
    value.GetUpper().GetLower().Store(target + 8);
    target[12] = value.GetUpper().GetUpper().GetElement(0);
}
