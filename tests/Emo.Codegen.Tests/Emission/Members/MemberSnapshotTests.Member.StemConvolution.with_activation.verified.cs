/// <summary>
/// Convolution 3x3, stride 2, SiLU, 3 planar channels -> rows of 11 cells of 32. x: [3][11][48], zero-padded, from the float 15 of a line.
/// y: 5 stored rows. weights: bias, taps [row][column][channel].
/// </summary>
[MethodImpl(MethodImplOptions.AggressiveOptimization)]
private static void StemConvolution3x3Silu(float* x, float* weights, float* y, int firstRow, int rows, float* constants, Worker worker)
{
    Held held = new() { A = Create(constants[0]), B = Load(constants + 16), C = Create(constants[32]), D = Create(constants[33]) };
    int end = worker.End(rows);
    for (int i = worker.First(rows); i < end; i++)
    {
        float* lines = x + i * 96 + 15;
        float* target = y + (firstRow + i) % 5 * 416 + 32;
        Floats y00 = Load(weights);
        Floats y01 = Load(weights + 16);
        Floats y10 = y00, y11 = y01;
        Floats y20 = y00, y21 = y01;
        Floats y30 = y00, y31 = y01;
        Floats y40 = y00, y41 = y01;
        Floats y50 = y00, y51 = y01;
        Floats y60 = y00, y61 = y01;
        Floats y70 = y00, y71 = y01;
        Floats y80 = y00, y81 = y01;
        Floats y90 = y00, y91 = y01;
        Floats y100 = y00, y101 = y01;
        float* w = weights + 32;
        for (int tap = 0; tap < 3; tap++, w += 192)
        {
            for (int channel = 0; channel < 3; channel++, w += 32)
            {
                float* line = lines + (channel * 11 + tap) * 48;
                Floats w0 = Load(w);
                Floats w1 = Load(w + 16);
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
                a = Create(line[12]);
                y60 = MultiplyAddEstimate(a, w0, y60);
                y61 = MultiplyAddEstimate(a, w1, y61);
                a = Create(line[14]);
                y70 = MultiplyAddEstimate(a, w0, y70);
                y71 = MultiplyAddEstimate(a, w1, y71);
                a = Create(line[16]);
                y80 = MultiplyAddEstimate(a, w0, y80);
                y81 = MultiplyAddEstimate(a, w1, y81);
                a = Create(line[18]);
                y90 = MultiplyAddEstimate(a, w0, y90);
                y91 = MultiplyAddEstimate(a, w1, y91);
                a = Create(line[20]);
                y100 = MultiplyAddEstimate(a, w0, y100);
                y101 = MultiplyAddEstimate(a, w1, y101);
                w0 = Load(w + 96);
                w1 = Load(w + 112);
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
                a = Create(line[13]);
                y60 = MultiplyAddEstimate(a, w0, y60);
                y61 = MultiplyAddEstimate(a, w1, y61);
                a = Create(line[15]);
                y70 = MultiplyAddEstimate(a, w0, y70);
                y71 = MultiplyAddEstimate(a, w1, y71);
                a = Create(line[17]);
                y80 = MultiplyAddEstimate(a, w0, y80);
                y81 = MultiplyAddEstimate(a, w1, y81);
                a = Create(line[19]);
                y90 = MultiplyAddEstimate(a, w0, y90);
                y91 = MultiplyAddEstimate(a, w1, y91);
                a = Create(line[21]);
                y100 = MultiplyAddEstimate(a, w0, y100);
                y101 = MultiplyAddEstimate(a, w1, y101);
                w0 = Load(w + 192);
                w1 = Load(w + 208);
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
                a = Create(line[14]);
                y60 = MultiplyAddEstimate(a, w0, y60);
                y61 = MultiplyAddEstimate(a, w1, y61);
                a = Create(line[16]);
                y70 = MultiplyAddEstimate(a, w0, y70);
                y71 = MultiplyAddEstimate(a, w1, y71);
                a = Create(line[18]);
                y80 = MultiplyAddEstimate(a, w0, y80);
                y81 = MultiplyAddEstimate(a, w1, y81);
                a = Create(line[20]);
                y90 = MultiplyAddEstimate(a, w0, y90);
                y91 = MultiplyAddEstimate(a, w1, y91);
                a = Create(line[22]);
                y100 = MultiplyAddEstimate(a, w0, y100);
                y101 = MultiplyAddEstimate(a, w1, y101);
            }
        }
        float* cell = target;
        Silu(y00, held, constants).Store(cell);
        Silu(y01, held, constants).Store(cell + 16);
        Silu(y10, held, constants).Store(cell + 32);
        Silu(y11, held, constants).Store(cell + 48);
        Silu(y20, held, constants).Store(cell + 64);
        Silu(y21, held, constants).Store(cell + 80);
        Silu(y30, held, constants).Store(cell + 96);
        Silu(y31, held, constants).Store(cell + 112);
        Silu(y40, held, constants).Store(cell + 128);
        Silu(y41, held, constants).Store(cell + 144);
        Silu(y50, held, constants).Store(cell + 160);
        Silu(y51, held, constants).Store(cell + 176);
        Silu(y60, held, constants).Store(cell + 192);
        Silu(y61, held, constants).Store(cell + 208);
        Silu(y70, held, constants).Store(cell + 224);
        Silu(y71, held, constants).Store(cell + 240);
        Silu(y80, held, constants).Store(cell + 256);
        Silu(y81, held, constants).Store(cell + 272);
        Silu(y90, held, constants).Store(cell + 288);
        Silu(y91, held, constants).Store(cell + 304);
        Silu(y100, held, constants).Store(cell + 320);
        Silu(y101, held, constants).Store(cell + 336);
    }
}
