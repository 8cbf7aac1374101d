using System.Runtime.InteropServices;
using Emo.Samples.Profiling;
using Microsoft.ML.OnnxRuntime;

namespace Emo.Benchmarks.Compare;

/// <summary>Where the numbers were taken.</summary>
internal sealed record Machine(string Processor, int VectorBits, string Framework, string OnnxRuntime)
{
    public static Machine Current() => new(
        ProcessorName(), FmaPeak.VectorBits, RuntimeInformation.FrameworkDescription, OrtEnv.Instance().GetVersionString());

    private static string ProcessorName()
    {
        const string Field = "model name";
        string? line = OperatingSystem.IsLinux()
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(text => text.StartsWith(Field, StringComparison.Ordinal))
            : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':') + 1)..].Trim();
    }
}
