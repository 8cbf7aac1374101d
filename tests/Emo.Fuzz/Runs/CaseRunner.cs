using System.Globalization;

namespace Emo.Fuzz.Runs;

/// <summary>Runs one case and holds it to the rules.</summary>
internal static class CaseRunner
{
    public static byte[] Make(ForeignReader reader, int seed) => reader.Make(new Random(seed));

    public static CaseResult Run(ForeignReader reader, int seed) =>
        Run(reader, string.Create(CultureInfo.InvariantCulture, $"seed {seed}"), Make(reader, seed));

    public static CaseResult Run(ForeignReader reader, string name, byte[] file)
    {
        var (fault, details, time, bytes) = Measure(reader, file);
        if (fault is null && time > Rules.Time)
        {
            // The first measurement may hold the work of the compiler or of the garbage collector for others.
            (fault, details, time, bytes) = Measure(reader, file);
            if (fault is null && time > Rules.Time)
                fault = $"{time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s of processor time";
        }

        long most = Rules.Bytes(reader, file);
        if (fault is null && bytes > most)
            fault = string.Create(CultureInfo.InvariantCulture, $"{bytes >> 20} MiB allocated, {most >> 20} are allowed");
        return new CaseResult(fault is null ? null : new Finding(reader.Name, name, fault, details, file), details.Length == 0);
    }

    private static (string? Fault, string Details, TimeSpan Time, long Bytes) Measure(ForeignReader reader, byte[] file)
    {
        string? fault = null;
        string details = "";
        var start = Environment.CpuUsage.TotalTime;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            reader.Read(file);
        }
        catch (Exception e)
        {
            fault = Rules.Fault(reader, e);
            details = fault is null ? e.Message : e.ToString();
        }

        return (fault, details, Environment.CpuUsage.TotalTime - start, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
