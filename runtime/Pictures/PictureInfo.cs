namespace Emo;

/// <summary>What the header of a picture file says.</summary>
/// <param name="Format">The file's format.</param>
/// <param name="Width">Width in pixels of the upright picture, 1 to <see cref="Picture.MaxSide"/>.</param>
/// <param name="Height">Height in pixels of the upright picture, 1 to <see cref="Picture.MaxSide"/>.</param>
/// <param name="Orientation">
/// How the pixels are stored, 1 to 8 as EXIF numbers it: 1 is upright; with 5 to 8 rows and columns are exchanged.
/// </param>
public readonly record struct PictureInfo(PictureFormat Format, int Width, int Height, int Orientation)
{
    /// <summary>Format and size, such as <c>JPEG, 640x427</c>, and the orientation if the pixels are not stored upright.</summary>
    public override string ToString()
    {
        string format = Format switch { PictureFormat.Png => "PNG", PictureFormat.Jpeg => "JPEG", _ => $"format {(int)Format}" };
        return $"{format}, {Width}x{Height}{(Orientation == 1 ? "" : $", orientation {Orientation}")}";
    }
}
