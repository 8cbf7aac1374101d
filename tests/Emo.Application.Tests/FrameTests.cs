using Pages.Pictures;

namespace Emo.Application.Tests;

/// <summary>docs/pictures.md: the newest frame of a camera. The other loops over frames are run by Emo.Codegen.Tests.</summary>
public sealed class FrameTests
{
    [Fact]
    public async Task Frames_are_overtaken_but_the_last_one_is_seen()
    {
        string output = await PageOutput.Of(() => NewestFrame.Run(Camera(200), CancellationToken.None));
        string[] lines = output.TrimEnd().Split('\n');
        Assert.InRange(lines.Length, 1, 200);
        Assert.Equal("cat 92.6 %", lines[^1]);
    }

    [Fact]
    public async Task What_the_camera_throws_is_not_lost() =>
        await Assert.ThrowsAsync<IOException>(() => PageOutput.Of(() => NewestFrame.Run(Unplugged(), CancellationToken.None)));

    private static async IAsyncEnumerable<byte[]> Camera(int before)
    {
        byte[] rocket = await File.ReadAllBytesAsync("pictures/rocket.jpg");
        for (int i = 0; i < before; i++)
            yield return rocket;
        yield return await File.ReadAllBytesAsync("pictures/chelsea-q90.jpg");
    }

    private static async IAsyncEnumerable<byte[]> Unplugged()
    {
        yield return await File.ReadAllBytesAsync("pictures/rocket.jpg");
        throw new IOException("The camera is gone.");
    }
}
