/// <summary>Means of 32 channels, from 9 sums of 11 cells each.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Mean9x11x32(float* x, float* y)
{
    for (int c = 0; c < 32; c += 8)
    {
        Floats sum = Floats.Zero;
        for (int row = 0; row < 9; row++)
        {
            sum += Load(x + row * 32 + c);
        }
        (sum / Create(99f)).Store(y + c);
    }
}
