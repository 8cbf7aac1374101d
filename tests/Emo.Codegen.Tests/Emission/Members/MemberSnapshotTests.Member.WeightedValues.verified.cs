/// <summary>
/// Values of one head, 9 channels, weighted by scores [9][16], to the map cells of the queries. Tokens outside the map are dropped.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void WeightedValues9x9(float* scores, float* inverse, float* value, float* y, int i, int j, int first, int count)
{
    {
        Floats y00 = Floats.Zero, y01 = Floats.Zero;
        Floats y10 = Floats.Zero, y11 = Floats.Zero;
        Floats y20 = Floats.Zero, y21 = Floats.Zero;
        Floats y30 = Floats.Zero, y31 = Floats.Zero;
        Floats y40 = Floats.Zero, y41 = Floats.Zero;
        float* weight = scores;
        float* token = value;
        for (int k = 0; k < 9; k++, weight += 16, token += 48)
        {
            Floats w0 = Load(token);
            Floats w1 = Load(token + 8);
            Floats a = Create(weight[0]);
            y00 = MultiplyAddEstimate(a, w0, y00);
            y01 = MultiplyAddEstimate(a, w1, y01);
            a = Create(weight[1]);
            y10 = MultiplyAddEstimate(a, w0, y10);
            y11 = MultiplyAddEstimate(a, w1, y11);
            a = Create(weight[2]);
            y20 = MultiplyAddEstimate(a, w0, y20);
            y21 = MultiplyAddEstimate(a, w1, y21);
            a = Create(weight[3]);
            y30 = MultiplyAddEstimate(a, w0, y30);
            y31 = MultiplyAddEstimate(a, w1, y31);
            a = Create(weight[4]);
            y40 = MultiplyAddEstimate(a, w0, y40);
            y41 = MultiplyAddEstimate(a, w1, y41);
        }
        StoreScaled9(y00, y01, inverse, TokenCell(y, i, j, first + 0));
        StoreScaled9(y10, y11, inverse + 1, TokenCell(y, i, j, first + 1));
        StoreScaled9(y20, y21, inverse + 2, TokenCell(y, i, j, first + 2));
        StoreScaled9(y30, y31, inverse + 3, TokenCell(y, i, j, first + 3));
        StoreScaled9(y40, y41, inverse + 4, TokenCell(y, i, j, first + 4));
    }
    {
        Floats y00 = Floats.Zero, y01 = Floats.Zero;
        Floats y10 = Floats.Zero, y11 = Floats.Zero;
        Floats y20 = Floats.Zero, y21 = Floats.Zero;
        Floats y30 = Floats.Zero, y31 = Floats.Zero;
        float* weight = scores + 5;
        float* token = value;
        for (int k = 0; k < 9; k++, weight += 16, token += 48)
        {
            Floats w0 = Load(token);
            Floats w1 = Load(token + 8);
            Floats a = Create(weight[0]);
            y00 = MultiplyAddEstimate(a, w0, y00);
            y01 = MultiplyAddEstimate(a, w1, y01);
            a = Create(weight[1]);
            y10 = MultiplyAddEstimate(a, w0, y10);
            y11 = MultiplyAddEstimate(a, w1, y11);
            a = Create(weight[2]);
            y20 = MultiplyAddEstimate(a, w0, y20);
            y21 = MultiplyAddEstimate(a, w1, y21);
            a = Create(weight[3]);
            y30 = MultiplyAddEstimate(a, w0, y30);
            y31 = MultiplyAddEstimate(a, w1, y31);
        }
        StoreScaled9(y00, y01, inverse + 5, TokenCell(y, i, j, first + 5));
        StoreScaled9(y10, y11, inverse + 6, TokenCell(y, i, j, first + 6));
        StoreScaled9(y20, y21, inverse + 7, TokenCell(y, i, j, first + 7));
        StoreScaled9(y30, y31, inverse + 8, TokenCell(y, i, j, first + 8));
    }
}
