/// <summary>Means of 9x11 cells of 32 over a grid of 2x3. A sum for each row first.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Mean9x11To2x3(float* x, float* y, Worker worker)
{
    int end = worker.End(12); // cells, 16 channels of them
    for (int unit = worker.First(12); unit < end; unit++)
    {
        int row = unit / 6, column = unit / 2 % 3;
        int channel = unit % 2 * 16;
        int top = row * 9 / 2, bottom = ((row + 1) * 9 + 1) / 2;
        int left = column * 11 / 3, right = ((column + 1) * 11 + 2) / 3;
        Floats count = Create((float)((bottom - top) * (right - left)));
        float* target = y + row * 96 + (column + 0) * 32;
        for (int c = channel; c < channel + 16; c += 8)
        {
            Floats total = Floats.Zero;
            for (int i = top; i < bottom; i++)
            {
                Floats sum = Floats.Zero;
                float* line = x + i * 352 + c;
                for (int j = left; j < right; j++)
                {
                    sum += Load(line + (j + 0) * 32);
                }
                total += sum;
            }
            (total / count).Store(target + c);
        }
    }
}
