/// <summary>Convolution 3x3, 20 -> 50. x: 9 rows of 11 cells of 32. y: 9 rows of 11 cells of 64. Added to y.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Convolution20To50By3x3Add(float* x, float* weights, float* y, float* constants, Worker worker)
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
        float* source = x + (top + firstTap) * 352;
        float* target = y + row * 704 + n * 48;
        if (n < 1)
        {
            float* w = panel + firstTap * 2880;
            TapPanel1x3<AddOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 2, panel: w + 960, inputs: 20, panelWidth: 48,
                panelSkip: 960, bias: bias, y: target, yCell: 64, tiles: 1, constants: constants);
            TapPanel5x3<AddOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 48,
                panelSkip: 0, bias: bias, y: target + 64, yCell: 64, tiles: 1, constants: constants);
            TapPanel4x3<AddOutput>(
                x: source + 160, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 48,
                panelSkip: 0, bias: bias, y: target + 384, yCell: 64, tiles: 1, constants: constants);
            TapPanel1x3<AddOutput>(
                x: source + 288, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 2, panel: w, inputs: 20, panelWidth: 48,
                panelSkip: 960, bias: bias, y: target + 640, yCell: 64, tiles: 1, constants: constants);
        }
        else
        {
            float* w = panel + firstTap * 960;
            TapPanel1x1<AddOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 2, panel: w + 320, inputs: 20, panelWidth: 16,
                panelSkip: 320, bias: bias, y: target, yCell: 64, tiles: 1, constants: constants);
            TapPanel5x1<AddOutput>(
                x: source, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 16,
                panelSkip: 0, bias: bias, y: target + 64, yCell: 64, tiles: 1, constants: constants);
            TapPanel4x1<AddOutput>(
                x: source + 160, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 3, panel: w, inputs: 20, panelWidth: 16,
                panelSkip: 0, bias: bias, y: target + 384, yCell: 64, tiles: 1, constants: constants);
            TapPanel1x1<AddOutput>(
                x: source + 288, xCell: 32, tapCell: 32, tapRow: 352, tapRows: taps, tapColumns: 2, panel: w, inputs: 20, panelWidth: 16,
                panelSkip: 320, bias: bias, y: target + 640, yCell: 64, tiles: 1, constants: constants);
        }
    }
}
