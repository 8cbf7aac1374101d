using System.ComponentModel;
using System.Diagnostics;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary><c>jpegtran -progressive</c>: another order of the same coefficients.</summary>
internal static class JpegTran
{
    /// <summary>The file as a progressive one, or null where the program is missing.</summary>
    public static byte[]? ToProgressive(byte[] file)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            using var process = Process.Start(new ProcessStartInfo("jpegtran", ["-progressive", path]) { RedirectStandardOutput = true })!;
            var result = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(result);
            process.WaitForExit();
            return process.ExitCode == 0
                ? result.ToArray()
                : throw new InvalidOperationException($"jpegtran ended with code {process.ExitCode}.");
        }
        catch (Win32Exception)
        {
            return null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
