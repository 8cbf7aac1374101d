using System.Runtime.InteropServices;
using Emo.Tool;
using TorchSharp;

namespace Emo.Train.Commands;

/// <summary>Whether libtorch and its binding run on this machine.</summary>
internal static class LibTorch
{
    /// <summary><c>std::ios_base_library_init()</c>, which libstdc++ has since GLIBCXX_3.4.32.</summary>
    private const string NewestFunction = "_ZSt21ios_base_library_initv";

    /// <exception cref="ToolException">They do not; the message says what they need.</exception>
    public static void Require()
    {
        if (!IsThere(RuntimeInformation.ProcessArchitecture))
        {
            throw new ToolException(
                $"libtorch is not there for this machine ({RuntimeInformation.RuntimeIdentifier}): " +
                "train on x64 Linux or Windows, on ARM64 Windows, or on a Mac with Apple silicon.");
        }

        if (OperatingSystem.IsLinux())
            RequireLinux();
        try
        {
            using var probe = torch.zeros(1);
        }
        catch (Exception exception) when (Cause(exception) is { } cause)
        {
            throw new ToolException($"libtorch does not run on this machine: {cause.Message.Split('\n', 2)[0].Trim()}");
        }
    }

    /// <summary>Of which machines there is a package, as Train.csproj has them.</summary>
    private static bool IsThere(Architecture architecture) => architecture switch
    {
        Architecture.X64 => OperatingSystem.IsLinux() || OperatingSystem.IsWindows(),
        Architecture.Arm64 => OperatingSystem.IsMacOS() || OperatingSystem.IsWindows(),
        _ => false,
    };

    /// <summary>TorchSharp itself would try for a minute, and print what it tried.</summary>
    private static void RequireLinux()
    {
        if (!NativeLibrary.TryLoad("libstdc++.so.6", out nint library) || !NativeLibrary.TryGetExport(library, NewestFunction, out _))
        {
            throw new ToolException(
                "libtorch does not run on this machine: its binding needs GLIBCXX_3.4.32, the C++ library of GCC 13, " +
                "which Debian 13, Ubuntu 24.04 and Fedora 38 have.");
        }
    }

    /// <summary>What is the matter, if a library could not be loaded.</summary>
    private static Exception? Cause(Exception exception) => exception switch
    {
        TypeInitializationException { InnerException: { } inner } => Cause(inner) ?? inner,
        DllNotFoundException or BadImageFormatException or EntryPointNotFoundException or NotSupportedException => exception,
        _ => null,
    };
}
