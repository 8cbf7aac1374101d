/// <summary>
/// Convolution 3x3, stride 2, 3 planar channels -> rows of 11 cells of 32. x: [3][11][48], zero-padded, from the float 15 of a line. y: 5
/// stored rows. weights: bias, taps [row][column][channel].
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void StemConvolution3x3(float* x, float* weights, float* y, int firstRow, int rows, Worker worker)
{
    int end = worker.End(rows);
    for (int i = worker.First(rows); i < end; i++)
    {
        float* lines = x + i * 96 + 15;
        float* target = y + (firstRow + i) % 5 * 416 + 32;
        for (int c = 0; c < 32; c += 16)
        {
            {
                Floats y00 = Load(weights + c);
                Floats y01 = Load(weights + c + 8);
                Floats y10 = y00, y11 = y01;
                Floats y20 = y00, y21 = y01;
                Floats y30 = y00, y31 = y01;
                Floats y40 = y00, y41 = y01;
                Floats y50 = y00, y51 = y01;
                float* w = weights + c + 32;
                for (int tap = 0; tap < 3; tap++, w += 192)
                {
                    for (int channel = 0; channel < 3; channel++, w += 32)
                    {
                        float* line = lines + (channel * 11 + tap) * 48;
                        Floats w0 = Load(w);
                        Floats w1 = Load(w + 8);
                        Floats a = Create(line[0]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[2]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[4]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[6]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[8]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                        a = Create(line[10]);
                        y50 = MultiplyAddEstimate(a, w0, y50);
                        y51 = MultiplyAddEstimate(a, w1, y51);
                        w0 = Load(w + 96);
                        w1 = Load(w + 104);
                        a = Create(line[1]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[3]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[5]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[7]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[9]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                        a = Create(line[11]);
                        y50 = MultiplyAddEstimate(a, w0, y50);
                        y51 = MultiplyAddEstimate(a, w1, y51);
                        w0 = Load(w + 192);
                        w1 = Load(w + 200);
                        a = Create(line[2]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[4]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[6]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[8]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[10]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                        a = Create(line[12]);
                        y50 = MultiplyAddEstimate(a, w0, y50);
                        y51 = MultiplyAddEstimate(a, w1, y51);
                    }
                }
                float* cell = target + c;
                y00.Store(cell);
                y01.Store(cell + 8);
                y10.Store(cell + 32);
                y11.Store(cell + 40);
                y20.Store(cell + 64);
                y21.Store(cell + 72);
                y30.Store(cell + 96);
                y31.Store(cell + 104);
                y40.Store(cell + 128);
                y41.Store(cell + 136);
                y50.Store(cell + 160);
                y51.Store(cell + 168);
            }
            {
                Floats y00 = Load(weights + c);
                Floats y01 = Load(weights + c + 8);
                Floats y10 = y00, y11 = y01;
                Floats y20 = y00, y21 = y01;
                Floats y30 = y00, y31 = y01;
                Floats y40 = y00, y41 = y01;
                float* w = weights + c + 32;
                for (int tap = 0; tap < 3; tap++, w += 192)
                {
                    for (int channel = 0; channel < 3; channel++, w += 32)
                    {
                        float* line = lines + (channel * 11 + tap) * 48 + 12;
                        Floats w0 = Load(w);
                        Floats w1 = Load(w + 8);
                        Floats a = Create(line[0]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[2]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[4]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[6]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[8]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                        w0 = Load(w + 96);
                        w1 = Load(w + 104);
                        a = Create(line[1]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[3]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[5]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[7]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[9]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                        w0 = Load(w + 192);
                        w1 = Load(w + 200);
                        a = Create(line[2]);
                        y00 = MultiplyAddEstimate(a, w0, y00);
                        y01 = MultiplyAddEstimate(a, w1, y01);
                        a = Create(line[4]);
                        y10 = MultiplyAddEstimate(a, w0, y10);
                        y11 = MultiplyAddEstimate(a, w1, y11);
                        a = Create(line[6]);
                        y20 = MultiplyAddEstimate(a, w0, y20);
                        y21 = MultiplyAddEstimate(a, w1, y21);
                        a = Create(line[8]);
                        y30 = MultiplyAddEstimate(a, w0, y30);
                        y31 = MultiplyAddEstimate(a, w1, y31);
                        a = Create(line[10]);
                        y40 = MultiplyAddEstimate(a, w0, y40);
                        y41 = MultiplyAddEstimate(a, w1, y41);
                    }
                }
                float* cell = target + 192 + c;
                y00.Store(cell);
                y01.Store(cell + 8);
                y10.Store(cell + 32);
                y11.Store(cell + 40);
                y20.Store(cell + 64);
                y21.Store(cell + 72);
                y30.Store(cell + 96);
                y31.Store(cell + 104);
                y40.Store(cell + 128);
                y41.Store(cell + 136);
            }
        }
    }
}
