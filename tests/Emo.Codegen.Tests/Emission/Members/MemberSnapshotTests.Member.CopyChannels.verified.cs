/// <summary>20 channels of 9x11 cells into cells of 48, from the channel 21 on.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Copy20From21(float* x, float* y, Worker worker)
{
    int end = worker.End(9);
    for (int row = worker.First(9); row < end; row++)
    {
        float* source = x + row * 352;
        float* target = y + row * 528 + 21;
        for (int column = 0; column < 11; column++, source += 32, target += 48)
        {
            new ReadOnlySpan<float>(source, 20).CopyTo(new Span<float>(target, 20));
        }
    }
}
