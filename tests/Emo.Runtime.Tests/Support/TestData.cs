using System.Text.Json;

namespace Emo.Runtime.Tests.Support;

/// <summary>Files beside the test assembly.</summary>
internal static class TestData
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "data", .. parts]);

    public static byte[] Bytes(params string[] parts) => File.ReadAllBytes(Path(parts));

    /// <summary>The raw bytes of a tensor of a safetensors file, read without the code under test.</summary>
    public static byte[] RawTensor(string name, params string[] parts)
    {
        byte[] file = Bytes(parts);
        long header = BitConverter.ToInt64(file);
        using var json = JsonDocument.Parse(file.AsMemory(8, (int)header));
        var offsets = json.RootElement.GetProperty(name).GetProperty("data_offsets");
        int start = (int)(8 + header);
        return file[(start + offsets[0].GetInt32())..(start + offsets[1].GetInt32())];
    }
}
