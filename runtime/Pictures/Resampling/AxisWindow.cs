namespace Emo.Pictures.Resampling;

/// <summary>What is wanted of one dimension of a resized picture.</summary>
/// <param name="Size">Pixels of the whole resized picture.</param>
/// <param name="First">The first pixel that is wanted.</param>
/// <param name="Length">How many are wanted.</param>
internal readonly record struct AxisWindow(long Size, long First, int Length)
{
    public static AxisWindow Whole(int size) => new(size, 0, size);
}
