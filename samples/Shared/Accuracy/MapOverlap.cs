namespace Emo.Samples.Accuracy;

/// <summary>
/// How well label maps agree with the truth: the intersection over the union (IoU) of each class, and the share of right pixels, as
/// mmsegmentation's <c>mIoU</c> and <c>aAcc</c> (mmseg/core/evaluation/metrics.py).
/// </summary>
public sealed class MapOverlap
{
    private readonly long[] _both;
    private readonly long[] _either;
    private readonly List<double>[] _pictures;
    private long _right;
    private long _pixels;

    /// <param name="classes">How many classes there are, 1 to 256.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are none, or more than a byte can name.</exception>
    public MapOverlap(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 256);
        _both = new long[classes];
        _either = new long[classes];
        _pictures = [.. Enumerable.Range(0, classes).Select(static _ => new List<double>())];
    }

    /// <summary>The mean IoU of the classes that occur; NaN if there was no pixel.</summary>
    public double Mean => Averages.OfNumbers(Enumerable.Range(0, _both.Length).Select(Of));

    /// <summary>The share of pixels whose class is right, 0 to 1; NaN if there was no pixel.</summary>
    public double RightPixels => _right / (double)_pixels;

    /// <summary>Counts the pixels of one picture.</summary>
    /// <param name="found">The class of each pixel, as the segmenter says.</param>
    /// <param name="truth">The class of each pixel, as it is: as many.</param>
    /// <param name="ignored">A value of <paramref name="truth"/> which says that nothing is known of a pixel: it does not count.</param>
    /// <exception cref="ArgumentException">The maps have different sizes; nothing was counted.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A pixel that counts is of none of the classes; nothing was counted.</exception>
    public void Add(ReadOnlySpan<byte> found, ReadOnlySpan<byte> truth, int? ignored)
    {
        if (found.Length != truth.Length)
            throw new ArgumentException($"The map has {found.Length} pixels, the truth {truth.Length}; both must have the same size.");

        int classes = _both.Length;
        long[] both = new long[classes];
        long[] foundCount = new long[classes];
        long[] truthCount = new long[classes];
        for (int index = 0; index < found.Length; index++)
        {
            int actual = truth[index];
            if (actual == ignored)
                continue;
            int said = found[index];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actual, classes, nameof(truth));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(said, classes, nameof(found));
            foundCount[said]++;
            truthCount[actual]++;
            if (said == actual)
                both[said]++;
        }

        for (int label = 0; label < classes; label++)
        {
            long either = foundCount[label] + truthCount[label] - both[label];
            _both[label] += both[label];
            _either[label] += either;
            if (either > 0)
                _pictures[label].Add(both[label] / (double)either);
        }
        _right += both.Sum();
        _pixels += truthCount.Sum();
    }

    /// <summary>The IoU of a class over the pixels of all pictures, 0 to 1; NaN if it is neither in a map nor in a truth.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double Of(int classIndex)
    {
        Check(classIndex);
        return _both[classIndex] / (double)_either[classIndex];
    }

    /// <summary>The mean of the pictures' IoUs of a class, of those where it is in the map or in the truth; NaN if there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such class.</exception>
    public double MeanOfPictures(int classIndex)
    {
        Check(classIndex);
        return Averages.OfNumbers(_pictures[classIndex]);
    }

    private void Check(int classIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(classIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(classIndex, _both.Length);
    }
}
