/// <summary>Adds 13 values times a factor, if there is a target.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static void AddScaled13(Floats v0, float* factor, float* target)
{
    if (target == null)
        return;
    Floats scale = Create(*factor);
    StoreLow13(MultiplyAddEstimate(v0, scale, Load(target)), target);
}
