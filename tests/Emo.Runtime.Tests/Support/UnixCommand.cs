using System.Diagnostics;

namespace Emo.Runtime.Tests.Support;

/// <summary>Programs that make what .NET cannot: pipes in the file system, small disks.</summary>
internal static class UnixCommand
{
    /// <summary>True if the program is there and succeeded.</summary>
    public static bool Run(string program, params string[] arguments)
    {
        if (OperatingSystem.IsWindows())
            return false;
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
