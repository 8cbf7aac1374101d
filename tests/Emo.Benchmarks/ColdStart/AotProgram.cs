using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Emo.Benchmarks.ColdStart;

/// <summary>A program published as NativeAOT.</summary>
internal sealed record AotProgram(string Path, long ExecutableBytes, long LibraryBytes)
{
    /// <param name="project">The project's folder.</param>
    /// <param name="name">The executable's name.</param>
    /// <param name="output">An empty folder.</param>
    public static AotProgram Publish(string project, string name, string output)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", output])
        { RedirectStandardOutput = true })!;
        string log = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{project} could not be published:\n{log}");
        string path = System.IO.Path.Combine(output, name);
        long libraries = Directory.EnumerateFiles(output, "*.so").Sum(file => new FileInfo(file).Length);
        return new AotProgram(path, new FileInfo(path).Length, libraries);
    }
}
