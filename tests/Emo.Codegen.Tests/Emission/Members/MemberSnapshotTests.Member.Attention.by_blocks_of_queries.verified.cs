/// <summary>
/// Attention in 1x1 windows of 99 tokens, 4 heads of 5. queryKey: tokens of 48 (queries, then keys). value: tokens of 48.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Attention4x5(float* queryKey, float* value, float* y, float* scratch, float* constants, Worker worker)
{
    float* queries = scratch; // [5][64]
    float* inverse = queries + 320; // [64]
    float* zeros = inverse + 64; // [48]
    float* scores = zeros + 48; // [99][64]
    new Span<float>(zeros, 48).Clear();
    int end = worker.End(8); // 1 window(s), 4 head(s), 2 blocks of queries
    for (int unit = worker.First(8); unit < end; unit++)
    {
        int head = unit / 2 % 4;
        int window = unit / 8;
        int i = window / 1, j = window % 1;
        float* query = queryKey + window * 4752 + head * 5;
        float* values = value + window * 4752 + head * 9;
        int first = unit % 2 * 64;
        int count = Math.Min(64, 99 - first);
        TransposeQueries5(query: query + first * 48, queries: queries, count: count);
        TKernels.Scores99x5(keys: query + 20, queries: queries, zeros: zeros, scores: scores, constants: constants);
        TKernels.Softmax99(scores: scores, inverse: inverse, constants: constants);
        TKernels.WeightedValues99x9(
            scores: scores, inverse: inverse, value: values, y: y + head * 9, i: i, j: j, first: first, count: count);
    }
}
