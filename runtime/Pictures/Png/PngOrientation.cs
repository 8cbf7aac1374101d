using Emo.Pictures.Metadata;

namespace Emo.Pictures.Png;

/// <summary>
/// Finds the orientation among the chunks of a PNG file by the rules of Pillow 9.4. Three places may hold it: EXIF metadata (eXIf, or
/// a text with the key "exif"), else EXIF metadata as a text ("Raw profile type exif"), and, where neither speaks of the orientation,
/// XMP. Of each the last one counts; where EXIF metadata come before the pixels, nothing behind them does.
/// </summary>
internal ref struct PngOrientation
{
    private PngText _texts;
    private Place _exif;
    private Place _rawProfile;
    private Place _xmp;
    private bool _isText; // EXIF metadata as a text that is not of tEXt: Pillow fails on it

    /// <summary>Whether no further chunk can change the orientation.</summary>
    public bool IsDecided { get; private set; }

    public void Add(uint name, ReadOnlySpan<byte> data)
    {
        if (IsDecided)
            return;
        switch (name)
        {
            case PngChunk.Data:
                IsDecided = _exif.IsHere;
                break;
            case PngChunk.Exif:
                _exif = new Place(data);
                _isText = false;
                break;
            case PngChunk.Text or PngChunk.CompressedText or PngChunk.InternationalText:
                AddText(name, data);
                break;
            default:
                break;
        }
    }

    /// <summary>1 to 8, after all chunks.</summary>
    /// <exception cref="PictureException">There are EXIF metadata that cannot be read.</exception>
    public readonly int Find()
    {
        if (_exif.IsHere && _isText && !_exif.Data.IsEmpty)
            throw PngErrors.Damaged("a compressed or international text stands where EXIF metadata are expected");
        var exif = _exif.Data;
        if (!_exif.IsHere && _rawProfile.IsHere)
        {
            byte[]? bytes = RawProfile.Decode(_rawProfile.Data);
            exif = bytes ?? throw PngErrors.Damaged("its text \"Raw profile type exif\" is not hexadecimal");
            if (exif.StartsWith(ExifOrientation.Prefix))
                exif = exif[ExifOrientation.Prefix.Length..];
        }

        int? orientation = null;
        if (!exif.IsEmpty && !ExifOrientation.TryRead(exif, out orientation))
            throw PngErrors.Damaged("its EXIF metadata do not begin with a TIFF header");
        return orientation ?? XmpOrientation.Read(_xmp.Data);
    }

    private void AddText(uint name, ReadOnlySpan<byte> data)
    {
        var key = PngText.KeyOf(data);
        bool isExif = key.SequenceEqual("exif"u8);
        bool isRawProfile = key.SequenceEqual("Raw profile type exif"u8);
        bool isXmp = key.SequenceEqual("XML:com.adobe.xmp"u8);
        if (!(isExif || isRawProfile || isXmp) || !_texts.TryRead(name, data, out var text))
            return;
        if (isRawProfile)
            _rawProfile = new Place(text);
        else if (isXmp)
            _xmp = new Place(text);
        else
            AddExif(name, text);
    }

    private void AddExif(uint name, ReadOnlySpan<byte> text)
    {
        _isText = name != PngChunk.Text;
        _exif = new Place(text.StartsWith(ExifOrientation.Prefix) ? text[ExifOrientation.Prefix.Length..] : text);
    }

    /// <summary>A chunk's contents, which may be empty; or none.</summary>
    private readonly ref struct Place(ReadOnlySpan<byte> data)
    {
        public ReadOnlySpan<byte> Data { get; } = data;

        public bool IsHere { get; } = true;
    }
}
