namespace Emo.Runtime.Tests.Pictures.Frames;

/// <summary>A frame of noise in any format, and its pixels computed one by one, by the formulas of docs/pictures.md.</summary>
internal sealed class TestFrame
{
    public static readonly string[] Packed = ["Rgb", "Bgr", "Rgba", "Bgra", "Argb", "Grey"];
    public static readonly string[] WithAlpha = ["Rgba", "Bgra", "Argb"];
    public static readonly string[] Yuv = ["Nv12", "Nv21", "I420", "Yuyv", "Uyvy"];

    private readonly string _format;
    private readonly YuvColors _colors;

    public TestFrame(string format, int width, int height, int padding = 0, uint seed = 1, YuvColors colors = YuvColors.Bt601Video)
    {
        (_format, _colors, Width, Height) = (format, colors, width, height);
        (int halfWidth, int halfHeight) = ((width + 1) / 2, (height + 1) / 2);
        (int Bytes, int Rows)[] planes = format switch
        {
            "Rgb" or "Bgr" => [(3 * width, height)],
            "Rgba" or "Bgra" or "Argb" => [(4 * width, height)],
            "Grey" => [(width, height)],
            "Nv12" or "Nv21" => [(width, height), (2 * halfWidth, halfHeight)],
            "I420" => [(width, height), (halfWidth, halfHeight), (halfWidth, halfHeight)],
            "Yuyv" or "Uyvy" => [(4 * halfWidth, height)],
            _ => throw new ArgumentException(format),
        };
        Strides = [.. planes.Select((plane, i) => plane.Bytes + (padding * (i + 1)))];
        byte[] noise = Noise(planes.Select((plane, i) => LengthOf(plane, i)).Sum(), seed);
        Planes = new byte[planes.Length][];
        for (int i = 0, start = 0; i < planes.Length; start += LengthOf(planes[i], i), i++)
            Planes[i] = noise[start..(start + LengthOf(planes[i], i))];

        int LengthOf((int Bytes, int Rows) plane, int i) => (Strides[i] * (plane.Rows - 1)) + plane.Bytes;
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Planes that end with the last row's own bytes.</summary>
    public byte[][] Planes { get; }

    public int[] Strides { get; }

    /// <summary>The same bytes from opencv.py beside the pictures.</summary>
    public static byte[] Noise(int count, uint seed)
    {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++)
        {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            bytes[i] = (byte)(seed >> 24);
        }

        return bytes;
    }

    public PictureView View() => View(Planes[0], Planes.ElementAtOrDefault(1), Planes.ElementAtOrDefault(2));

    /// <summary>A view of the planes' bytes wherever they lie.</summary>
    public PictureView View(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third)
    {
        switch (_format)
        {
            case "Rgb":
                return PictureView.Rgb(first, Width, Height, Strides[0]);
            case "Bgr":
                return PictureView.Bgr(first, Width, Height, Strides[0]);
            case "Rgba":
                return PictureView.Rgba(first, Width, Height, Strides[0]);
            case "Bgra":
                return PictureView.Bgra(first, Width, Height, Strides[0]);
            case "Argb":
                return PictureView.Argb(first, Width, Height, Strides[0]);
            case "Grey":
                return PictureView.Grey(first, Width, Height, Strides[0]);
            case "Nv12":
                return PictureView.Nv12(first, Strides[0], second, Strides[1], Width, Height, _colors);
            case "Nv21":
                return PictureView.Nv21(first, Strides[0], second, Strides[1], Width, Height, _colors);
            case "I420":
                return PictureView.I420(first, Strides[0], second, Strides[1], third, Strides[2], Width, Height, _colors);
            case "Yuyv":
                return PictureView.Yuyv(first, Width, Height, Strides[0], _colors);
            default:
                return PictureView.Uyvy(first, Width, Height, Strides[0], _colors);
        }
    }

    public Picture ToPicture(Func<Rgb, byte, Rgb>? blend = null)
    {
        byte[] pixels = new byte[3 * Width * Height];
        for (int i = 0; i < Width * Height; i++)
        {
            var (color, alpha) = Pixel(i % Width, i / Width);
            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = blend?.Invoke(color, alpha) ?? color;
        }

        return new Picture(Width, Height, pixels);
    }

    private (Rgb Color, byte Alpha) Pixel(int x, int y)
    {
        int row = Strides[0] * y;
        byte[] p = Planes[0];
        int three = row + (3 * x);
        int four = row + (4 * x);
        int pair = row + (4 * (x / 2));
        int half = Planes.Length > 1 ? (Strides[1] * (y / 2)) + (Planes.Length == 2 ? 2 * (x / 2) : x / 2) : 0;
        return _format switch
        {
            "Rgb" => (new(p[three], p[three + 1], p[three + 2]), 255),
            "Bgr" => (new(p[three + 2], p[three + 1], p[three]), 255),
            "Rgba" => (new(p[four], p[four + 1], p[four + 2]), p[four + 3]),
            "Bgra" => (new(p[four + 2], p[four + 1], p[four]), p[four + 3]),
            "Argb" => (new(p[four + 1], p[four + 2], p[four + 3]), p[four]),
            "Grey" => (new(p[row + x], p[row + x], p[row + x]), 255),
            "Nv12" => (YuvReference.Integers(_colors, p[row + x], Planes[1][half], Planes[1][half + 1]), 255),
            "Nv21" => (YuvReference.Integers(_colors, p[row + x], Planes[1][half + 1], Planes[1][half]), 255),
            "I420" => (YuvReference.Integers(
                _colors, p[row + x], Planes[1][half], Planes[2][(Strides[2] * (y / 2)) + (x / 2)]), 255),
            "Yuyv" => (YuvReference.Integers(_colors, p[pair + (2 * (x % 2))], p[pair + 1], p[pair + 3]), 255),
            _ => (YuvReference.Integers(_colors, p[pair + 1 + (2 * (x % 2))], p[pair], p[pair + 2]), 255),
        };
    }
}
