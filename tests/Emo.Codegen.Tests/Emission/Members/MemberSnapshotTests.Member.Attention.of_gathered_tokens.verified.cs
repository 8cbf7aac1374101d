/// <summary>
/// Attention in 3x3 contiguous windows of 9 tokens, 4 heads of 5, added to y. queryKey: tokens of 48 (queries, then keys). value: tokens of
/// 48.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Attention4x5(float* queryKey, float* value, float* y, float* scratch, float* constants, Worker worker)
{
    float* queries = scratch; // [5][16]
    float* inverse = queries + 80; // [16]
    float* zeros = inverse + 16; // [48]
    float* scores = zeros + 48; // [9][16]
    float* windowQueries = scores + 144; // [9][16]
    float* windowKeys = windowQueries + 144; // [9][16]
    float* windowValues = windowKeys + 144; // [9][16]
    new Span<float>(zeros, 48).Clear();
    int end = worker.End(36); // 9 window(s), 4 head(s)
    for (int unit = worker.First(36); unit < end; unit++)
    {
        int head = unit % 4;
        int window = unit / 4;
        int i = window / 3, j = window % 3;
        TKernels.GatherTokens9x5(
            queryKey: queryKey + head * 5, value: value + head * 9, queries: windowQueries, keys: windowKeys, values: windowValues, i: i,
            j: j);
        float* query = windowQueries, values = windowValues;
        TransposeQueries5(query: query, queries: queries, count: 9);
        TKernels.Scores9x5(keys: windowKeys, queries: queries, zeros: zeros, scores: scores, constants: constants);
        TKernels.Softmax9(scores: scores, inverse: inverse, constants: constants);
        TKernels.WeightedValues9x9(scores: scores, inverse: inverse, value: values, y: y + head * 9, i: i, j: j, first: 0, count: 9);
    }
}
