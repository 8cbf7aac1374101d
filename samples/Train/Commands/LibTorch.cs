using System.Runtime.InteropServices;
using Emo.Tool;
using TorchSharp;

namespace Emo.Train.Commands;

/// <summary>Whether libtorch and its binding run on this machine.</summary>
internal static class LibTorch
{
    /// <exception cref="ToolException">They do not; the message says what they need.</exception>
    public static void Require()
    {
        if (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.Arm64)
        {
            throw new ToolException(
                "libtorch is not there for Linux on ARM64: train on x64 Linux or Windows, on ARM64 Windows, or on a Mac with Apple silicon.");
        }

        try
        {
            using var probe = torch.zeros(1);
        }
        catch (Exception exception) when (Cause(exception) is { } cause)
        {
            string need = OperatingSystem.IsLinux()
                ? "It needs a C++ library with GLIBCXX_3.4.32, that of GCC 13: Debian 13, Ubuntu 24.04, Fedora 39 or later have it."
                : "Windows needs the Visual C++ Redistributable 2022, a Mac macOS 13.3 or later on Apple silicon.";
            throw new ToolException($"libtorch does not run on this machine. {need} ({FirstLine(cause.Message)})");
        }
    }

    /// <summary>What is the matter, if a library could not be loaded.</summary>
    private static Exception? Cause(Exception exception) => exception switch
    {
        TypeInitializationException { InnerException: { } inner } => Cause(inner) ?? inner,
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or NotSupportedException => exception,
        _ => null,
    };

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
