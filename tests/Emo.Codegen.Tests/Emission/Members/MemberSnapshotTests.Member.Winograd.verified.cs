/// <summary>Convolution 3x3, 20 -> 50, ReLU, by tiles of 2x2 outputs. 5 rows of 6 tiles, 5 at a time.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Winograd20To50Relu(float* x, float* weights, float* y, float* scratch, float* constants, Worker worker)
{
    float* zeros = scratch;
    float* inputs = zeros + 48; // [16][976]
    float* products = inputs + 15616; // [16][1936]
    new Span<float>(zeros, 48).Clear();
    int end = worker.End(1);
    for (int strip = worker.First(1); strip < end; strip++)
    {
        int first = strip * 5;
        int rows = Math.Min(5, 5 - first);
        for (int row = 0; row < rows; row++)
            WinogradInput9x11x32(x: x, y: inputs + row * 192, zeros: zeros, row: first + row);
        for (int number = 0; number < 16; number++)
        {
            for (int n = 0; n < 1; n++)
            {
                float* panel = weights + 64 + (nint)n * 15360 + number * 960;
                float* source = inputs + number * 976;
                float* target = products + number * 1936 + n * 48;
                for (int row = 0; row < rows; row++, source += 192, target += 384)
                {
                    TapPanel3x3<PlainOutput>(
                        x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: panel, inputs: 20, panelWidth: 48,
                        panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                    TapPanel3x3<PlainOutput>(
                        x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: panel + 24, inputs: 20,
                        panelWidth: 48, panelSkip: 0, bias: zeros, y: target + 24, yCell: 64, tiles: 2, constants: constants);
                }
            }
            {
                float* panel = weights + 64 + (nint)1 * 15360 + number * 320;
                float* source = inputs + number * 976;
                float* target = products + number * 1936 + 1 * 48;
                for (int row = 0; row < rows; row++, source += 192, target += 384)
                {
                    TapPanel3x2<PlainOutput>(
                        x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: panel, inputs: 20, panelWidth: 16,
                        panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                }
            }
        }
        for (int row = 0; row < rows; row++)
        {
            WinogradOutput<ReluOutput>(
                x: products + row * 384, xPlane: 1936, bias: weights, outputs: 64, y: y + (first + row) * 1408, yCell: 64, yRow: 704,
                rows: 9 - (first + row) * 2, columns: 11, constants: constants);
        }
    }
}
