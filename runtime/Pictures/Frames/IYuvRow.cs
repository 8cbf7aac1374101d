using System.Runtime.Intrinsics;

namespace Emo.Pictures.Frames;

/// <summary>A row of luma and chroma, wherever they lie.</summary>
internal interface IYuvRow
{
    /// <summary>The samples of one column.</summary>
    (int Luma, int Cb, int Cr) At(int x);

    /// <summary>The samples of 16 columns from an even one.</summary>
    /// <returns>16 of luma, and in the lower halves 8 of chroma.</returns>
    (Vector128<byte> Luma, Vector128<byte> Cb, Vector128<byte> Cr) Sixteen(int x);
}
