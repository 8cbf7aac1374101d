/// <summary>Stores 13 values times a factor, if there is a target.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static void StoreScaled13(Floats v0, Floats v1, float* factor, float* target)
{
    if (target == null)
        return;
    Floats scale = Create(*factor);
    (v0 * scale).Store(target);
    StoreLow5(v1 * scale, target + 8);
}
