namespace Emo.Runtime.Tests.Support.Jpeg;

/// <summary>
/// Progressive files that lack scans are smoothed, and versions of libjpeg-turbo do it differently: 3.1, which SkiaSharp has, took to
/// other neighbours where a component has several rows of blocks in an MCU, or is narrower than 3 blocks, than 2.1.
/// </summary>
internal static class Smoothing
{
    /// <summary>Whether all versions give the same pixels.</summary>
    public static bool IsSettled(WrittenJpeg file)
    {
        if (file.Process != WrittenJpeg.Progressive)
            return true;
        int maxX = file.Components.Max(c => c.X);
        return Enumerable.Range(0, file.Components.Length).All(i => Arrives(file, i)) ||
            file.Components.All(c => c.Y == 1 && file.Width * c.X > 16 * maxX);
    }

    /// <summary>Whether the first ten coefficients of a component, of which smoothing guesses some, all arrive to the last bit.</summary>
    private static bool Arrives(WrittenJpeg file, int component)
    {
        WrittenScan[] last = [.. file.Scans.Where(scan => scan.Low == 0 && scan.Components.Contains(component))];
        return Enumerable.Range(0, 10).All(k => last.Any(scan => scan.First <= k && k <= scan.Last));
    }
}
