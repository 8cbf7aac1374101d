/// <summary>SiLU of the sum, plus the skip.</summary>
private readonly struct SiluAddOutput : IOutput
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Floats sum, float* target, nint skip, Held held, float* constants) =>
        (Load(target + skip) + Silu(sum, held, constants)).Store(target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Held Hold(float* constants) =>
        new() { A = Create(constants[0]), B = Load(constants + 16), C = Create(constants[32]), D = Create(constants[33]) };
}
