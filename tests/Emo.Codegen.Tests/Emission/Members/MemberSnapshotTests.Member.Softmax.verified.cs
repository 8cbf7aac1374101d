/// <summary>scores [9][16] to 2^(score - max), and 1 / their sum for each query.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Softmax9(float* scores, float* inverse, float* constants)
{
    for (int q = 0; q < 16; q += 8)
    {
        Floats max = Load(scores + q);
        for (nint k = 1; k < 9; k++)
        {
            max = MaxNative(max, Load(scores + k * 16 + q));
        }
        Floats sum = Floats.Zero;
        for (nint k = 0; k < 9; k++)
        {
            float* score = scores + k * 16 + q;
            Floats weight = Exp2(Load(score) - max, constants);
            weight.Store(score);
            sum += weight;
        }
        (Floats.One / sum).Store(inverse + q);
    }
}
