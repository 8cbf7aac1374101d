/// <summary>
/// Convolution 3x3, 20 -> 50. x: 9 rows of 11 cells of 32, 1 zero cell(s) at both ends. y: 9 rows of 11 cells of 64. ReLU. Tap by tap, so
/// that the weights of a tap stay in the cache.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Convolution20To50By3x3Relu(float* x, float* weights, float* y, float* constants, Worker worker)
{
    float* zeros = stackalloc float[48];
    new Span<float>(zeros, 48).Clear();
    var share = worker.Share(2, 9); // 2 panel(s) of 9 row(s)
    int count;
    for (int unit = share.First; unit < share.End; unit += count)
    {
        int n = unit / share.Lines, first = share.Line + unit % share.Lines;
        count = Math.Min(share.Lines - unit % share.Lines, share.End - unit);
        float* bias = weights + n * 48;
        float* panel = weights + 64 + n * 8640;
        for (int tap = 0; tap < 9; tap++)
        {
            for (int row = first; row < first + count; row++)
            {
                int top = row - 1;
                int firstTap = Math.Max(0, -top);
                int taps = Math.Min(3, 9 - top) - firstTap;
                int tapRow = tap / 3, column = tap % 3;
                if (tapRow < firstTap || tapRow >= firstTap + taps)
                    continue;
                float* line = x + (top + tapRow) * 416;
                float* source = line + (column + 0) * 32;
                float* target = y + row * 704 + n * 48;
                if (n < 1)
                {
                    float* w = panel + tap * 960;
                    if (tapRow == firstTap && column == 0)
                    {
                        TapPanel4x3<PlainOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 48,
                            panelSkip: 0, bias: bias, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel4x3<PlainOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: bias + 24, y: target + 24, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x3<PlainOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: bias, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                        TapPanel3x3<PlainOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: bias + 24, y: target + 536, yCell: 64, tiles: 1, constants: constants);
                    }
                    else if (tapRow == firstTap + taps - 1 && column == 2)
                    {
                        TapPanel4x3<AddReluOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 48,
                            panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel4x3<AddReluOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros + 24, y: target + 24, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x3<AddReluOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                        TapPanel3x3<AddReluOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros + 24, y: target + 536, yCell: 64, tiles: 1, constants: constants);
                    }
                    else
                    {
                        TapPanel4x3<AddOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 48,
                            panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel4x3<AddOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros + 24, y: target + 24, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x3<AddOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                        TapPanel3x3<AddOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w + 24, inputs: 20,
                            panelWidth: 48, panelSkip: 0, bias: zeros + 24, y: target + 536, yCell: 64, tiles: 1, constants: constants);
                    }
                }
                else
                {
                    float* w = panel + tap * 320;
                    if (tapRow == firstTap && column == 0)
                    {
                        TapPanel4x2<PlainOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 16,
                            panelSkip: 0, bias: bias, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x2<PlainOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 16, panelSkip: 0, bias: bias, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                    }
                    else if (tapRow == firstTap + taps - 1 && column == 2)
                    {
                        TapPanel4x2<AddReluOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 16,
                            panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x2<AddReluOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 16, panelSkip: 0, bias: zeros, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                    }
                    else
                    {
                        TapPanel4x2<AddOutput>(
                            x: source, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20, panelWidth: 16,
                            panelSkip: 0, bias: zeros, y: target, yCell: 64, tiles: 2, constants: constants);
                        TapPanel3x2<AddOutput>(
                            x: source + 256, xCell: 32, tapCell: 0, tapRow: 0, tapRows: 1, tapColumns: 1, panel: w, inputs: 20,
                            panelWidth: 16, panelSkip: 0, bias: zeros, y: target + 512, yCell: 64, tiles: 1, constants: constants);
                    }
                }
            }
        }
    }
}
