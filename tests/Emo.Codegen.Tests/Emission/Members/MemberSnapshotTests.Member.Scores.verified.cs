/// <summary>Scores of 9 keys: [key][16] = key x queries [5][16].</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Scores9x5(float* keys, float* queries, float* zeros, float* scores, float* constants)
{
    Panel3x2<PlainOutput>(
        x: keys, xCell: 32, xLine: 0, panel: queries, inputs: 5, panelWidth: 16, bias: zeros, y: scores, yCell: 16, yLine: 0, skip: 0,
        lines: 1, tiles: 3, constants: constants);
}
