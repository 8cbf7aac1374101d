using System.Diagnostics;
using System.Globalization;

namespace Emo.Benchmarks.Pictures.Peers;

/// <summary>Pillow in a Python process that times itself: one resize for each line that it reads.</summary>
internal sealed class PillowResize : IDisposable
{
    private const string Program = """
        import sys, time
        from PIL import Image, __version__
        width, height, side_x, side_y, filter = sys.argv[1:]
        pixels = sys.stdin.buffer.read(3 * int(width) * int(height))
        picture = Image.frombytes("RGB", (int(width), int(height)), pixels)
        print(__version__, flush=True)
        while sys.stdin.buffer.readline():
            start = time.perf_counter()
            picture.resize((int(side_x), int(side_y)), getattr(Image, filter))
            print((time.perf_counter() - start) * 1000, flush=True)
        """;

    private readonly Process _process;

    private PillowResize(Process process, string version)
    {
        _process = process;
        Version = version;
    }

    public string Version { get; }

    /// <summary>A process with the picture, or null where there is no Pillow.</summary>
    public static PillowResize? Start(Picture picture, int width, int height, Interpolation interpolation)
    {
        // Debian's own first, to which its python3-pil belongs.
        foreach (string python in new[] { "/usr/bin/python3", "python3" })
        {
            try
            {
                if (Start(python, picture, width, height, interpolation) is { } started)
                    return started;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        return null;
    }

    /// <summary>Resizes once, and says how many milliseconds it took.</summary>
    public double Run()
    {
        _process.StandardInput.WriteLine();
        string? line = _process.StandardOutput.ReadLine();
        return line is null
            ? throw new InvalidOperationException("Pillow's process has ended.")
            : double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static PillowResize? Start(string python, Picture picture, int width, int height, Interpolation interpolation)
    {
        string[] numbers =
            [.. new[] { picture.Width, picture.Height, width, height }.Select(n => n.ToString(CultureInfo.InvariantCulture))];
        string[] arguments = ["-c", Program, .. numbers, interpolation.ToString().ToUpperInvariant()];
        var process = Process.Start(new ProcessStartInfo(python, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            process.StandardInput.BaseStream.Write(picture.Pixels);
            process.StandardInput.BaseStream.Flush();
        }
        catch (IOException)
        {
            // It ended: without Pillow, on its second line.
        }

        if (process.StandardOutput.ReadLine() is { } version)
            return new PillowResize(process, version);
        process.Dispose();
        return null;
    }
}
