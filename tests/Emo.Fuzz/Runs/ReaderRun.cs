using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Emo.Fuzz.Runs;

/// <summary>All cases of one reader: a child runs them, and where it dies or hangs, the next one goes on behind that case.</summary>
internal sealed class ReaderRun(string name, FuzzOptions options)
{
    private const int MostDeaths = 50;
    private const int LastCharacters = 4000;
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(100);

    // Of the child's processor time, and of the clock for one that sleeps.
    private static readonly TimeSpan s_hangs = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_sleeps = TimeSpan.FromMinutes(10);

    private TimeSpan _time;
    private long _done, _accepted;
    private int _deaths;

    public long Findings { get; private set; }

    public void Run()
    {
        long start = Stopwatch.GetTimestamp();
        int kept = 0;
        long next = options.First, end = next + options.Cases;
        while (next < end && _deaths < MostDeaths)
        {
            int seconds = options.Seconds > 0 ? options.Seconds - (int)Stopwatch.GetElapsedTime(start).TotalSeconds : 0;
            if (options.Seconds > 0 && seconds <= 0)
                break;
            if (RunChild(kept, next, end - next, seconds) is not { } died)
                break;
            (kept, next) = died < 0 ? ((int)-died, next) : (int.MaxValue, died + 1);
        }

        _time = Stopwatch.GetElapsedTime(start);
    }

    public string Summary() => string.Create(
        CultureInfo.InvariantCulture,
        $"{name,-13}{_done,9} cases in {_time.TotalSeconds,5:F0} s, {_done / Math.Max(_time.TotalSeconds, 0.001),6:F0} a second, " +
        $"{100.0 * _accepted / Math.Max(_done, 1),3:F0}% accepted, {Findings} findings");

    /// <summary>The case that a child died of; null if it came to the end.</summary>
    private long? RunChild(int kept, long first, long count, int seconds)
    {
        string path = Path.GetTempFileName();
        try
        {
            using var progress = new ProgressFile(path);
            using var child = Parent.StartAgain(Arguments(path, kept, first, count, seconds));
            var errors = new StringBuilder();
            child.ErrorDataReceived += (_, line) =>
            {
                lock (errors)
                    errors.AppendLine(line.Data);
            };
            child.BeginErrorReadLine();
            bool hangs = !Wait(child, progress);
            _done += progress.Done;
            _accepted += progress.Accepted;
            Findings += progress.Findings;
            if (child.ExitCode == 0)
                return null;
            string text = errors.ToString();
            ReportDeath(progress.Case, hangs, child.ExitCode, text[^Math.Min(text.Length, LastCharacters)..]);
            return progress.Case;
        }
        finally
        {
            File.Delete(path);
        }
    }

    private IEnumerable<string> Arguments(string path, int kept, long first, long count, int seconds)
    {
        string[] arguments = ["--child", path, "--reader", name, "--kept", $"{kept}", "--first", $"{first}", "--cases", $"{count}"];
        return [.. arguments, "--seconds", $"{seconds}", .. options.Findings is { } folder ? ["--findings", folder] : (string[])[]];
    }

    /// <summary>False if the child hung in a case, and was killed.</summary>
    private static bool Wait(Process child, ProgressFile progress)
    {
        long at = long.MinValue, since = 0;
        var used = TimeSpan.Zero;
        while (!child.WaitForExit(s_poll))
        {
            var now = ProcessorTime(child);
            if (progress.Done != at)
                (at, since, used) = (progress.Done, Stopwatch.GetTimestamp(), now);
            if (now - used <= s_hangs && Stopwatch.GetElapsedTime(since) <= s_sleeps)
                continue;
            child.Kill();
            child.WaitForExit();
            return false;
        }

        child.WaitForExit(); // For the rest of what it wrote.
        return true;
    }

    private static TimeSpan ProcessorTime(Process child)
    {
        try
        {
            return child.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return TimeSpan.Zero; // It has just ended.
        }
    }

    private void ReportDeath(long seed, bool hangs, int exitCode, string errors)
    {
        _deaths++;
        _done++;
        Findings++;
        string kind = hangs ? "hangs" : string.Create(CultureInfo.InvariantCulture, $"the process died with {exitCode}");
        var (text, file) = seed < 0 ? KeptFiles.Get(name, (int)(-seed - 1)) : ($"seed {seed}", MakeAgain((int)seed));
        new Finding(name, text, kind, errors, file).Report(options.Findings);
    }

    /// <summary>The input once more; nothing where it was the making of it that failed.</summary>
    private byte[] MakeAgain(int seed)
    {
        try
        {
            return CaseRunner.Make(AllReaders.Get(name), seed);
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e);
            return [];
        }
    }
}
