/// <summary>w times lane 3 of the factors, plus the sum.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static Floats AddProductOfLane3(Floats w, Floats factors, Floats sum)
{
    if (AdvSimd.Arm64.IsSupported)
        return AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(sum, w, factors, 3);
    return MultiplyAddEstimate(w, Create(factors.GetElement(3)), sum);
}
