/// <summary>Sum of 16 lanes: lanes 8 apart, then 4 apart, then the remaining four.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static float SumLanes(Floats x0, Floats x1)
{
    Vector256<float> half = x0 + x1;
    Vector128<float> quarter = half.GetLower() + half.GetUpper();
    return (quarter[0] + quarter[2]) + (quarter[1] + quarter[3]);
}
