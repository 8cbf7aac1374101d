using System.Diagnostics;
using Emo.Benchmarks.Compare;
using Emo.Benchmarks.Pictures.Peers;

namespace Emo.Benchmarks.Pictures;

/// <summary>Resizing alone, against Pillow in a process that times itself, in turns.</summary>
internal sealed class ResizeContest(TimeSpan duration, Action<string> note)
{
    private const int WarmUps = 10, LeastRounds = 10;

    /// <param name="width">The picture's.</param>
    /// <param name="height">The picture's.</param>
    /// <param name="shortSide">What the shorter side becomes.</param>
    /// <param name="interpolation">The filter.</param>
    public ResizeResult Measure(int width, int height, int shortSide, Interpolation interpolation)
    {
        var picture = TiledPicture.Create(width, height);
        (int toWidth, int toHeight) = width < height
            ? (shortSide, (int)((long)shortSide * height / width))
            : ((int)((long)shortSide * width / height), shortSide);
        using var pillow = PillowResize.Start(picture, toWidth, toHeight, interpolation);
        if (pillow is null)
            note("Pillow was not found (Debian: python3-pil): resizes are compared with nothing.");
        else
            note($"Pillow {pillow.Version}");

        List<double> ours = [], theirs = [];
        long start = 0;
        for (int round = -WarmUps; round < LeastRounds || Stopwatch.GetElapsedTime(start) < duration; round++)
        {
            if (round == 0)
                start = Stopwatch.GetTimestamp();
            long begin = Stopwatch.GetTimestamp();
            picture.Resize(toWidth, toHeight, interpolation);
            double milliseconds = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            double? pillows = pillow?.Run();
            if (round < 0)
                continue;
            ours.Add(milliseconds);
            if (pillows is { } value)
                theirs.Add(value);
        }

        string name = $"{width}x{height} to {toWidth}x{toHeight}";
        return new ResizeResult(name, interpolation.ToString(), Measurement.Of(ours), pillow is null ? null : Measurement.Of(theirs));
    }
}
