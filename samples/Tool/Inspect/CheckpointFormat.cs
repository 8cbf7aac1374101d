using Emo.Checkpoints;

namespace Emo.Tool.Inspect;

/// <summary>The format of a file that could be opened, by its first bytes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Bytes">The file's length.</param>
internal sealed record CheckpointFormat(string Name, long Bytes)
{
    public static CheckpointFormat Of(string path)
    {
        using var file = new FileOnDisk(path);
        byte[] start = file.Read(0, Math.Min(file.Length, 9));
        string name = start switch
        {
            [(byte)'P', (byte)'K', ..] => "PyTorch (zip archive)",
            [0x80, ..] => "PyTorch before 1.6",
            [_, _, _, _, _, _, _, _, (byte)'{'] => "safetensors",
            _ => ShardIndex.IsJson(start) ? "index of a sharded checkpoint" : "safetensors",
        };
        return new CheckpointFormat(name, file.Length);
    }
}
