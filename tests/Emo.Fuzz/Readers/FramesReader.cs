using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>
/// Views over memory of the caller's, with sizes and strides that may be anything. The planes lie between pages that nobody may touch:
/// what is read beside them ends the process. A case is a row of numbers.
/// </summary>
internal sealed class FramesReader : ForeignReader
{
    private const int Planes = 3;
    private const int MostBytes = 1 << 16;

    private static readonly Preprocessing s_preprocessing = ModelInfos.Preprocessing(8, 12, 10, 16);
    private static readonly float[] s_input = new float[3 * 8 * 12];

    private readonly GuardedMemory[] _memory =
        [.. Enumerable.Range(0, 2 * Planes).Select(i => new GuardedMemory(MostBytes, atEnd: i < Planes))];

    public override string Name => "frames";

    public override string Description => "views of frames with odd sizes and strides, between guard pages";

    /// <summary>Format, sides, strides, lengths of the planes, at which end they lie, then slices and turns.</summary>
    public override byte[] Make(Random random)
    {
        int format = random.Next(11), width = Side(random), height = Side(random);
        var numbers = new List<int> { format, width, height };
        long[] rows = RowBytes(format, width);
        long[] heights = [height, (height + 1L) / 2, (height + 1L) / 2];
        long[] strides = new long[Planes];
        for (int i = 0; i < Planes; i++)
        {
            strides[i] = random.Chance(0.85) ? rows[i] + (random.Chance(0.5) ? random.Next(9) : 0) : random.OddNumber(rows[i]);
            numbers.Add((int)strides[i]);
        }

        for (int i = 0; i < Planes; i++)
        {
            long needed = (strides[i] * (heights[i] - 1)) + rows[i];
            numbers.Add((int)Math.Clamp(random.Chance(0.85) ? needed : random.OddNumber(needed), 0, MostBytes));
        }

        numbers.AddRange([random.Next(2), random.Chance(0.9) ? random.Next(4) : (int)random.OddNumber(), random.Next(3)]);
        for (int i = random.Next(4); i > 0; i--)
        {
            int kind = random.Next(4);
            numbers.Add(kind);
            int[] arguments = kind == 0
                ? [Within(random, width), Within(random, height), Within(random, width), Within(random, height)]
                : [kind == 1 && random.Chance(0.9) ? 90 * random.Next(-1, 5) : (int)random.OddNumber(90), random.Next(3), 0, 0];
            numbers.AddRange(arguments);
        }

        return [.. numbers.SelectMany(BitConverter.GetBytes)];
    }

    public override void Read(byte[] file)
    {
        int at = 0;
        var view = View(file, ref at);
        while (at + 20 <= file.Length)
        {
            int kind = Next(file, ref at), a = Next(file, ref at), b = Next(file, ref at), c = Next(file, ref at), d = Next(file, ref at);
            view = kind switch
            {
                0 => view.Slice(a, b, c, d),
                1 => view.Rotate(a),
                2 => view.Mirror(),
                _ => view.WithAlpha((AlphaMode)b, new Rgb((byte)a, 1, 2)),
            };
        }

        Use(view);
    }

    protected override IEnumerable<byte[]> MakeSeeds() => [];

    private static int Next(byte[] file, ref int at)
    {
        at += 4;
        return at <= file.Length ? BitConverter.ToInt32(file, at - 4) : 0;
    }

    private PictureView View(byte[] file, ref int at)
    {
        int format = Next(file, ref at), width = Next(file, ref at), height = Next(file, ref at);
        int first = Next(file, ref at), second = Next(file, ref at), third = Next(file, ref at);
        var one = Plane(0, Next(file, ref at), file[36 % file.Length]);
        var two = Plane(1, Next(file, ref at), file[36 % file.Length]);
        var three = Plane(2, Next(file, ref at), file[36 % file.Length]);
        Next(file, ref at);
        var colors = (YuvColors)Next(file, ref at);
        Next(file, ref at);
        return format switch
        {
            0 => PictureView.Rgb(one, width, height, first),
            1 => PictureView.Bgr(one, width, height, first),
            2 => PictureView.Rgba(one, width, height, first),
            3 => PictureView.Bgra(one, width, height, first),
            4 => PictureView.Argb(one, width, height, first),
            5 => PictureView.Grey(one, width, height, first),
            6 => PictureView.Nv12(one, first, two, second, width, height, colors),
            7 => PictureView.Nv21(one, first, two, second, width, height, colors),
            8 => PictureView.I420(one, first, two, second, three, third, width, height, colors),
            9 => PictureView.Yuyv(one, width, height, first, colors),
            _ => PictureView.Uyvy(one, width, height, first, colors),
        };
    }

    private ReadOnlySpan<byte> Plane(int index, int length, byte place)
    {
        length = Math.Clamp(length, 0, MostBytes);
        return place % 2 == 0 ? _memory[index].Bytes[(MostBytes - length)..] : _memory[Planes + index].Bytes[..length];
    }

    /// <summary>What was accepted is read without an exception, and both ways see the same.</summary>
    private static void Use(PictureView view)
    {
        try
        {
            int width = Math.Min(view.Width, 200), height = Math.Min(view.Height, 200);
            view = view.Slice(view.Width - width, view.Height - height, width, height);
            var picture = view.ToPicture();
            if ((picture.Width, picture.Height) != (view.Width, view.Height))
                throw new WrongResultException($"a view of {view.Width} x {view.Height} gave {picture.Width} x {picture.Height}");
            s_preprocessing.Apply(view, s_input);
            float[] expected = new float[s_input.Length];
            s_preprocessing.Apply(picture, expected);
            if (!expected.AsSpan().SequenceEqual(s_input))
                throw new WrongResultException("other input from the view than from its picture");
        }
        catch (Exception e) when (e is not WrongResultException)
        {
            throw new WrongResultException($"a view that was made cannot be read: {e.Message}", e);
        }
    }

    private static int Side(Random random) =>
        random.Chance(0.9) ? random.Next(1, 1 << random.Next(1, 8)) : (int)random.OddNumber(Picture.MaxSide);

    private static int Within(Random random, int side) =>
        random.Chance(0.8) && side > 0 ? random.Next(side) : (int)random.OddNumber(side);

    private static long[] RowBytes(int format, long width) => format switch
    {
        0 or 1 => [3 * width, 0, 0],
        2 or 3 or 4 => [4 * width, 0, 0],
        5 => [width, 0, 0],
        6 or 7 => [width, 2 * ((width + 1) / 2), 0],
        8 => [width, (width + 1) / 2, (width + 1) / 2],
        _ => [4 * ((width + 1) / 2), 0, 0],
    };
}
