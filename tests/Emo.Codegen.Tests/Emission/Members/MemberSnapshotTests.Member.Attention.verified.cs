/// <summary>Attention in 3x3 windows of 9 tokens, 4 heads of 5. queryKey: tokens of 48 (queries, then keys). value: tokens of 48.</summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void Attention4x5(float* queryKey, float* value, float* y, float* scratch, float* constants, Worker worker)
{
    float* queries = scratch; // [5][16]
    float* inverse = queries + 80; // [16]
    float* zeros = inverse + 16; // [48]
    float* scores = zeros + 48; // [9][16]
    new Span<float>(zeros, 48).Clear();
    int end = worker.End(36); // 9 window(s), 4 head(s)
    for (int unit = worker.First(36); unit < end; unit++)
    {
        int head = unit % 4;
        int window = unit / 4;
        int i = window / 3, j = window % 3;
        float* query = queryKey + window * 432 + head * 5;
        float* values = value + window * 432 + head * 9;
        TransposeQueries5(query: query, queries: queries, count: 9);
        TKernels.Scores9x5(keys: query + 20, queries: queries, zeros: zeros, scores: scores, constants: constants);
        TKernels.Softmax9(scores: scores, inverse: inverse, constants: constants);
        TKernels.WeightedValues9x9(scores: scores, inverse: inverse, value: values, y: y + head * 9, i: i, j: j, first: 0, count: 9);
    }
}
