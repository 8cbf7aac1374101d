namespace Emo.Pictures.Resampling;

/// <summary>Takes the pixels of a resized picture, each once, in runs.</summary>
internal interface IPixelSink
{
    /// <summary>Takes pixels of row <paramref name="y"/>, from column <paramref name="x"/> on: R, G, B.</summary>
    void Write(int x, int y, ReadOnlySpan<byte> pixels);
}
