/// <summary>
/// Convolution 3x3, 20 -> 50. x: 9 rows of 11 cells of 32, 1 zero cell(s) at both ends. y: 9 rows of 11 cells of 64. ReLU.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Convolution20To50By3x3Relu(float* x, float* weights, float* y, float* constants, Worker worker)
{
    var share = worker.Share(2, 9); // 2 panel(s) of 9 row(s)
    for (int unit = share.First; unit < share.End; unit++)
    {
        int n = unit / share.Lines, row = share.Line + unit % share.Lines;
        float* bias = weights + n * 48;
        float* panel = weights + 64 + n * 8640;
        int top = row - 1;
        int firstTap = Math.Max(0, -top);
        int taps = Math.Min(3, 9 - top) - firstTap;
        float* source = x + (top + firstTap) * 416;
        float* target = y + row * 704 + n * 48;
        if (n < 1)
        {
            float* w = panel + firstTap * 2880;
            TapPanel4x3<ReluOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 48,
                panelSkip: 0, bias: bias, y: target, yCell: 64, tiles: 2, constants: constants);
            TapPanel4x3<ReluOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w + 24, inputs: 20, panelWidth: 48,
                panelSkip: 0, bias: bias + 24, y: target + 24, yCell: 64, tiles: 2, constants: constants);
            TapPanel3x3<ReluOutput>(
                x: source + 256, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 48,
                panelSkip: 0, bias: bias, y: target + 512, yCell: 64, tiles: 1, constants: constants);
            TapPanel3x3<ReluOutput>(
                x: source + 256, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w + 24, inputs: 20,
                panelWidth: 48, panelSkip: 0, bias: bias + 24, y: target + 536, yCell: 64, tiles: 1, constants: constants);
        }
        else
        {
            float* w = panel + firstTap * 960;
            TapPanel4x2<ReluOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 16,
                panelSkip: 0, bias: bias, y: target, yCell: 64, tiles: 2, constants: constants);
            TapPanel3x2<ReluOutput>(
                x: source + 256, xCell: 32, tapCell: 32, tapRow: 416, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 16,
                panelSkip: 0, bias: bias, y: target + 512, yCell: 64, tiles: 1, constants: constants);
        }
    }
}
