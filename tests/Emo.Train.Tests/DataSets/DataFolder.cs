using Emo.Codegen.Specs;
using Emo.Tool.Specs;
using Emo.Train.Data;

namespace Emo.Train.Tests.DataSets;

/// <summary>A folder with a small data set, which goes with the test.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("emo-data-").FullName;

    public string Path => _path;

    public string this[string file] => System.IO.Path.Combine(_path, file);

    public string Write(string file, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(this[file])!);
        File.WriteAllBytes(this[file], bytes);
        return this[file];
    }

    public string Write(string file, string text) => Write(file, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A picture of the repository.</summary>
    public string Copy(string picture, string file) => Write(file, File.ReadAllBytes(TestData.Path("pictures", picture)));

    /// <summary>A picture of noise, another one for each seed.</summary>
    public string Noise(string file, int width, int height, int seed = 1) =>
        Write(file, Png(width, height, (x, y, c) => (int)((uint)HashCode(x, y, c, seed) >> 24)));

    /// <summary>A mask with these values.</summary>
    public string Mask(string file, int width, int height, Func<int, int, int> value) => Write(file, new PngWriter
    {
        Width = width,
        Height = height,
        ColorType = 0,
        Sample = (x, y, _) => value(x, y),
    }.Write());

    public static byte[] Png(int width, int height, Func<int, int, int, int> sample) =>
        new PngWriter { Width = width, Height = height, Sample = sample, FilterOfAll = 0 }.Write();

    /// <summary>A spec as the tool reads it.</summary>
    public ToolSpec Spec(string text)
    {
        string path = Write("specs/small.json", text);
        return SpecSource.Read(path, new SpecOverrides(null, null, null), _ => { });
    }

    /// <summary>What reading a data set says is wrong, which must be one line.</summary>
    public static string Refused(Action open)
    {
        string message = Assert.Throws<DataSetException>(open).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);

    private static int HashCode(int x, int y, int c, int seed)
    {
        uint hash = (uint)((x * 73856093) ^ (y * 19349663) ^ (c * 83492791) ^ (seed * 2654435761));
        return (int)((hash ^ (hash >> 15)) * 2246822519);
    }
}
