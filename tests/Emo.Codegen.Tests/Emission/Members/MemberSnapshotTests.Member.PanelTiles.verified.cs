/// <summary>Lines of tiles of some cells, times a panel in parts of at most 3 vectors, as equal as they can be.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void PanelTiles(
    Output output, int cells, float* x, nint xCell, nint xLine, float* panel, nint inputs, nint panelWidth, float* bias, float* y,
    nint yCell, nint yLine, nint skip, int lines, int tiles, float* constants)
{
    var parts = Tiling.Of((int)panelWidth / 16, 3);
    for (int part = 0; part < parts.Count; part++)
    {
        int vectors = parts.SizeOf(part);
        switch (output, cells, vectors)
        {
            case (Output.SiluAdd, 7, 2):
                Panel7x2<SiluAddOutput>(
                    x: x, xCell: xCell, xLine: xLine, panel: panel, inputs: inputs, panelWidth: panelWidth, bias: bias, y: y, yCell: yCell,
                    yLine: yLine, skip: skip, lines: lines, tiles: tiles, constants: constants);
                break;
            case (Output.SiluAdd, 6, 2):
                Panel6x2<SiluAddOutput>(
                    x: x, xCell: xCell, xLine: xLine, panel: panel, inputs: inputs, panelWidth: panelWidth, bias: bias, y: y, yCell: yCell,
                    yLine: yLine, skip: skip, lines: lines, tiles: tiles, constants: constants);
                break;
            default:
                throw new InvalidOperationException("No layer has such tiles.");
        }
        panel += vectors * 16;
        bias += vectors * 16;
        y += vectors * 16;
    }
}
