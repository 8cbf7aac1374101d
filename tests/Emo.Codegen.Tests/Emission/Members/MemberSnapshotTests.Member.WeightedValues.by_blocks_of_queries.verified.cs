/// <summary>
/// Values of one head, 9 channels, weighted by scores [99][64], to the map cells of the queries. Tokens outside the map are dropped.
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void WeightedValues99x9(float* scores, float* inverse, float* value, float* y, int i, int j, int first, int count)
{
    {
        int q = 0;
        for (; q + 8 <= count; q += 8)
        {
            Floats y00 = Floats.Zero;
            Floats y10 = Floats.Zero;
            Floats y20 = Floats.Zero;
            Floats y30 = Floats.Zero;
            Floats y40 = Floats.Zero;
            Floats y50 = Floats.Zero;
            Floats y60 = Floats.Zero;
            Floats y70 = Floats.Zero;
            float* weight = scores + q;
            float* token = value;
            for (int k = 0; k < 99; k++, weight += 64, token += 48)
            {
                Floats w0 = Load(token);
                Floats a = Create(weight[0]);
                y00 = MultiplyAddEstimate(a, w0, y00);
                a = Create(weight[1]);
                y10 = MultiplyAddEstimate(a, w0, y10);
                a = Create(weight[2]);
                y20 = MultiplyAddEstimate(a, w0, y20);
                a = Create(weight[3]);
                y30 = MultiplyAddEstimate(a, w0, y30);
                a = Create(weight[4]);
                y40 = MultiplyAddEstimate(a, w0, y40);
                a = Create(weight[5]);
                y50 = MultiplyAddEstimate(a, w0, y50);
                a = Create(weight[6]);
                y60 = MultiplyAddEstimate(a, w0, y60);
                a = Create(weight[7]);
                y70 = MultiplyAddEstimate(a, w0, y70);
            }
            StoreScaled9(y00, inverse + q, TokenCell(y, i, j, first + q));
            StoreScaled9(y10, inverse + q + 1, TokenCell(y, i, j, first + q + 1));
            StoreScaled9(y20, inverse + q + 2, TokenCell(y, i, j, first + q + 2));
            StoreScaled9(y30, inverse + q + 3, TokenCell(y, i, j, first + q + 3));
            StoreScaled9(y40, inverse + q + 4, TokenCell(y, i, j, first + q + 4));
            StoreScaled9(y50, inverse + q + 5, TokenCell(y, i, j, first + q + 5));
            StoreScaled9(y60, inverse + q + 6, TokenCell(y, i, j, first + q + 6));
            StoreScaled9(y70, inverse + q + 7, TokenCell(y, i, j, first + q + 7));
        }
        for (; q < count; q++)
        {
            Floats y00 = Floats.Zero;
            float* weight = scores + q;
            float* token = value;
            for (int k = 0; k < 99; k++, weight += 64, token += 48)
            {
                Floats w0 = Load(token);
                Floats a = Create(weight[0]);
                y00 = MultiplyAddEstimate(a, w0, y00);
            }
            StoreScaled9(y00, inverse + q, TokenCell(y, i, j, first + q));
        }
    }
}
