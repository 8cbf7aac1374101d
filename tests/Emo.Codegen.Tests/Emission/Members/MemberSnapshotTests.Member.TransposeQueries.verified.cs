/// <summary>Tokens of 32 to [5][16], zeros behind the last query.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void TransposeQueries5(float* query, float* queries, int count)
{
    new Span<float>(queries, 80).Clear();
    int q = 0;
    // By four: four loads into one vector take less time than four stores.
    for (; q + 4 <= count; q += 4, query += 128)
    {
        float* lane = query;
        for (int c = 0; c < 5; c++, lane++)
        {
            Vector128.Create(lane[0], lane[32], lane[64], lane[96]).Store(queries + c * 16 + q);
        }
    }
    for (; q < count; q++, query += 32)
    {
        for (int c = 0; c < 5; c++)
        {
            queries[c * 16 + q] = query[c];
        }
    }
}
