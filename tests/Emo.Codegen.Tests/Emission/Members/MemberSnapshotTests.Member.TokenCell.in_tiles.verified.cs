/// <summary>The cell of a token of window (i, j) in the 8x8 map, or null if it is padding.</summary>
[MethodImpl(MethodImplOptions.AggressiveInlining)]
private static float* TokenCell(float* y, int i, int j, int token)
{
    int row = token / 3 + i * 3;
    int column = token % 3 + j * 3;
    if (row >= 8 || column >= 8)
        return null;
    return y + row * 416 + (column + 1) * 32;
}
