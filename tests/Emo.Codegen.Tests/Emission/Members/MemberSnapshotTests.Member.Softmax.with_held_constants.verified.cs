/// <summary>scores [9][16] to 2^(score - max), and 2 / their sum for each query.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Softmax9(float* scores, float* inverse, float* constants)
{
    Held held = new() { A = Create(constants[0]), B = Load(constants + 16), C = Create(constants[32]), D = Create(constants[32]) };
    Floats max = Load(scores);
    for (nint k = 1; k < 9; k++)
    {
        max = MaxNative(max, Load(scores + k * 16));
    }
    Floats sum = Floats.Zero;
    for (nint k = 0; k < 9; k++)
    {
        float* score = scores + k * 16;
        Floats weight = Exp2(Load(score) - max, held, constants);
        weight.Store(score);
        sum += weight;
    }
    (Create(2f) / sum).Store(inverse);
}
