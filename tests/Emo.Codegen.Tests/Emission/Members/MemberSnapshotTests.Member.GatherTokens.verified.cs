/// <summary>
/// One head of the 9 tokens of window (i, j): queries and keys of 5 channels to [token][16], values of 9 to [token][16]. The tokens lie in
/// 3x3 windows of a dilated grid.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void GatherTokens9x5(float* queryKey, float* value, float* queries, float* keys, float* values, int i, int j)
{
    for (int a = 0; a < 3; a++)
    {
        int row = i * 3 + a;
        int column = j * 3;
        for (int b = 0; b < 3; b++, column += 1, queries += 16, keys += 16, values += 16)
        {
            int window = row % 3 * 3 + column % 3;
            nint token = window * 9 + row / 3 * 3 + column / 3;
            float* query = queryKey + token * 48;
            float* source = value + token * 48;
            Load(query).Store(queries);
            Load(query + 20).Store(keys);
            for (int c = 0; c < 16; c += 8)
            {
                Load(source + c).Store(values + c);
            }
        }
    }
}
