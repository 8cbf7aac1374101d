using System.Diagnostics;

namespace Emo.Benchmarks.ColdStart;

/// <summary>One run of a program that prints a line when its first prediction is done.</summary>
internal static class ColdProcess
{
    /// <summary>Milliseconds from the process's start to its first line.</summary>
    public static double Milliseconds(string program, params ReadOnlySpan<string> arguments)
    {
        long start = Stopwatch.GetTimestamp();
        using var process = Start(program, arguments);
        string? line = process.StandardOutput.ReadLine();
        double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Finish(process, line);
        return elapsed;
    }

    /// <summary>
    /// The largest resident set in bytes. Read again and again while the process runs: the kernel forgets it with the
    /// process, and what wait4 reports counts the parent's pages too. So this is a run of its own, not a timed one.
    /// </summary>
    public static long PeakBytes(string program, params ReadOnlySpan<string> arguments)
    {
        using var process = Start(program, arguments);
        long peak = 0;
        while (!process.HasExited)
            peak = Math.Max(peak, PeakBytes(process.Id));
        Finish(process, process.StandardOutput.ReadLine());
        return peak;
    }

    private static long PeakBytes(int id)
    {
        const string Field = "VmHWM:";
        try
        {
            string? line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(text => text.StartsWith(Field, StringComparison.Ordinal));
            return line is null ? 0 : 1024 * long.Parse(line[Field.Length..^2], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // The process ended between the question whether it runs and the reading.
            return 0;
        }
    }

    private static Process Start(string program, ReadOnlySpan<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments.ToArray()) { RedirectStandardOutput = true, UseShellExecute = false })!;

    private static void Finish(Process process, string? line)
    {
        process.WaitForExit();
        if (process.ExitCode != 0 || line is null)
        {
            throw new InvalidOperationException(
                $"{process.StartInfo.FileName} ended with code {process.ExitCode} and printed {line ?? "nothing"}.");
        }
    }
}
