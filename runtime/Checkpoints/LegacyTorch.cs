namespace Emo;

/// <summary>PyTorch's format before 1.6: a row of pickles that starts with a magic number, or a tar file before that.</summary>
internal static class LegacyTorch
{
    /// <summary>Protocol 2, then LONG1 of 10 bytes: 0x1950a86a20f9469cfc6c.</summary>
    private static ReadOnlySpan<byte> Magic => [0x80, 0x02, 0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19];

    public static bool IsLegacy(ReadOnlySpan<byte> start) => start.StartsWith(Magic) || start.StartsWith([(byte)0x80, (byte)0x02]);

    public static string Message(string name) =>
        $"'{name}' is in the format that PyTorch wrote before 1.6, which is not supported. Re-save it with a current PyTorch: " +
        "import torch; torch.save(torch.load(\"old.pth\", map_location=\"cpu\"), \"new.pth\")";
}
