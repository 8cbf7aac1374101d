namespace Emo.Pictures.Jpeg;

/// <summary>What the application segments before the first scan say: the colour space and the orientation.</summary>
internal sealed class JpegMetadata
{
    private bool _isJfif;
    private int? _adobeTransform;
    private int? _orientation;

    /// <summary>The EXIF orientation, 1 to 8.</summary>
    public int Orientation => _orientation ?? ExifOrientation.Upright;

    /// <summary>Another file begins.</summary>
    public void Clear()
    {
        _isJfif = false;
        _adobeTransform = _orientation = null;
    }

    /// <summary>Reads an application segment.</summary>
    public void Read(int marker, ReadOnlySpan<byte> segment)
    {
        switch (marker)
        {
            case JpegMarker.App0 when segment.Length >= 14 && segment.StartsWith("JFIF\0"u8):
                _isJfif = true;
                break;
            case JpegMarker.App14 when segment.Length >= 12 && segment.StartsWith("Adobe"u8):
                _adobeTransform = segment[11];
                break;
            case JpegMarker.App1:
                ExifOrientation.OfApp1(segment, ref _orientation);
                break;
            default:
                break;
        }
    }

    /// <summary>The colour space, by libjpeg's rules: JFIF's, else Adobe's marker, else the components' identifiers.</summary>
    public JpegColorSpace ColorSpaceOf(JpegFrame frame)
    {
        var components = frame.Components;
        switch (components.Length)
        {
            case 1:
                return JpegColorSpace.Grey;
            case 4:
                return _adobeTransform is null or 0 ? JpegColorSpace.Cmyk : JpegColorSpace.Ycck;
            default:
                if (_isJfif)
                    return JpegColorSpace.YCbCr;
                if (_adobeTransform is { } transform)
                    return transform == 0 ? JpegColorSpace.Rgb : JpegColorSpace.YCbCr;
                return (components[0].Id, components[1].Id, components[2].Id) == ('R', 'G', 'B')
                    ? JpegColorSpace.Rgb
                    : JpegColorSpace.YCbCr;
        }
    }
}
