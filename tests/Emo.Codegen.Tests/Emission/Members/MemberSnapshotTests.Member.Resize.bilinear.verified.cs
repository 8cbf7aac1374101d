/// <summary>9x11 cells of 32 to 18x20: bilinear, half-pixel centres, clamped at the edges.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void ResizeBilinear9x11To18x20(float* x, float* y, Worker worker)
{
    int end = worker.End(18);
    for (int row = worker.First(18); row < end; row++)
    {
        float down = Math.Max(0f, (row + 0.5f) * 0.5f - 0.5f);
        int top = Math.Min((int)down, 8), bottom = Math.Min(top + 1, 8);
        down = Math.Min(down - top, 1f);
        float* upper = x + top * 352;
        float* lower = x + bottom * 352;
        float* target = y + row * 640;
        for (int column = 0; column < 20; column++, target += 32)
        {
            float across = Math.Max(0f, (column + 0.5f) * 0.550000012f - 0.5f);
            int left = Math.Min((int)across, 10), right = Math.Min(left + 1, 10);
            across = Math.Min(across - left, 1f);
            nint first = (left + 0) * 32, second = (right + 0) * 32;
            Floats leftWeight = Create(1 - across), rightWeight = Create(across);
            Floats upperWeight = Create(1 - down), lowerWeight = Create(down);
            for (int c = 0; c < 32; c += 16)
            {
                Floats above = Load(upper + first + c) * leftWeight;
                above = MultiplyAddEstimate(Load(upper + second + c), rightWeight, above);
                Floats below = Load(lower + first + c) * leftWeight;
                below = MultiplyAddEstimate(Load(lower + second + c), rightWeight, below);
                MultiplyAddEstimate(below, lowerWeight, above * upperWeight).Store(target + c);
            }
        }
    }
}
