using Emo.Pictures.Pixels;

namespace Emo.Pictures.Frames;

/// <summary>
/// The rows of a view as they are stored. Those of RGB are the caller's memory; of all others, what is selected is converted when a row is
/// asked for.
/// </summary>
internal ref struct ViewRows : IPixelRows
{
    private readonly PictureView _view;
    private readonly ViewMemory _memory;
    private readonly YuvCoefficients _yuv;
    private Span<byte> _row;
    private int _left;
    private int _width;

    public ViewRows(PictureView view, ViewMemory memory)
    {
        _view = view;
        _memory = memory;
        _yuv = YuvCoefficients.Of(view.Colors);
    }

    public readonly int Width => _view.StoredWidth;

    public readonly int Height => _view.StoredHeight;

    public readonly int Orientation => _view.Orientation;

    public void Select(int left, int top, int width, int height)
    {
        _left = _view.Left + left;
        _width = width;
        _row = _view.Layout == PixelLayout.Rgb ? default : _memory.Row(width);
    }

    public readonly ReadOnlySpan<byte> Row(int y)
    {
        y += _view.Top;
        switch (_view.Layout)
        {
            case PixelLayout.Rgb:
                return _view.First.Row(y, 3 * _left, 3 * _width);
            case PixelLayout.Bgr:
                PackedPixels.FromBgr(_view.First.Row(y, 3 * _left, 3 * _width), _row);
                break;
            case PixelLayout.Grey:
                RgbPixels.FromGrey(_view.First.Row(y, _left, _width), _row);
                break;
            case PixelLayout.Rgba or PixelLayout.Bgra or PixelLayout.Argb:
                FromFourBytes(_view.First.Row(y, 4 * _left, 4 * _width));
                break;
            default:
                FromYuv(y);
                break;
        }

        return _row[..(3 * _width)];
    }

    private readonly void FromFourBytes(ReadOnlySpan<byte> pixels)
    {
        var order = PixelOrder.Of(_view.Layout);
        if (_view.Alpha is { } alpha)
            AlphaPixels.Blend(pixels, order, alpha, _view.Background, _row);
        else
            PackedPixels.FromFourBytes(pixels, order, _row);
    }

    /// <summary>Of the planes up to the last column that is selected, so that columns keep their chroma.</summary>
    private readonly void FromYuv(int y)
    {
        int end = _left + _width;
        int pairs = (end + 1) / 2;
        switch (_view.Layout)
        {
            case PixelLayout.I420:
                var planar = new PlanarRow(
                    _view.First.Row(y, 0, end), _view.Second.Row(y / 2, 0, pairs), _view.Third.Row(y / 2, 0, pairs));
                YuvPixels.Convert(planar, _left, end, _yuv, _row);
                break;
            case PixelLayout.Nv12 or PixelLayout.Nv21:
                var semiPlanar = new SemiPlanarRow(
                    _view.First.Row(y, 0, end), _view.Second.Row(y / 2, 0, 2 * pairs), crFirst: _view.Layout == PixelLayout.Nv21);
                YuvPixels.Convert(semiPlanar, _left, end, _yuv, _row);
                break;
            default:
                var paired = new PairedRow(_view.First.Row(y, 0, 4 * pairs), chromaFirst: _view.Layout == PixelLayout.Uyvy);
                YuvPixels.Convert(paired, _left, end, _yuv, _row);
                break;
        }
    }
}
