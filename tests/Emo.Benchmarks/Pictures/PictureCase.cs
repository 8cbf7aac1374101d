namespace Emo.Benchmarks.Pictures;

/// <summary>A JPEG file of a size and kind.</summary>
/// <param name="Name">The size as stored, and what is special.</param>
/// <param name="Width">As stored.</param>
/// <param name="Height">As stored.</param>
/// <param name="Orientation">1 to 8, as EXIF numbers it.</param>
/// <param name="File">The file's bytes.</param>
/// <param name="Target">How many times as long as ours libjpeg-turbo, Skia and ONNX Runtime should take to the label.</param>
internal sealed record PictureCase(string Name, int Width, int Height, int Orientation, byte[] File, double? Target)
{
    public double BitsPerPixel => 8.0 * File.Length / Width / Height;
}
