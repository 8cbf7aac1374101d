namespace Emo.CompilerServices;

/// <summary>Recognises the published sizes by their stage widths and depths, to say what a misfitting checkpoint is.</summary>
internal static class PublishedModel
{
    // Source: EMO (ICCV 2023), table 2; upstream configs/mobile/cls_emo.py.
    private static readonly (string Name, int[] Depths, int[] Widths)[] s_models =
    [
        ("emo-1m", [2, 2, 8, 3], [32, 48, 80, 168]),
        ("emo-2m", [3, 3, 9, 3], [32, 48, 120, 200]),
        ("emo-5m", [3, 3, 9, 3], [48, 72, 160, 288]),
        ("emo-6m", [3, 3, 9, 3], [48, 72, 160, 320]),
    ];

    /// <summary>The name of the published model that a checkpoint holds, or null.</summary>
    public static string? Recognise(Checkpoint checkpoint, string prefix)
    {
        foreach (var (name, depths, widths) in s_models)
        {
            if (Enumerable.Range(0, depths.Length).All(
                stage => HasStage(checkpoint, $"{prefix}stage{stage + 1}", depths[stage], widths[stage])))
            {
                return name;
            }
        }

        return null;
    }

    private static bool HasStage(Checkpoint checkpoint, string stage, int depth, int width) =>
        checkpoint.Tensors.TryGetValue($"{stage}.{depth - 1}.proj.conv.weight", out var last) &&
        last.Shape.Length == 4 && last.Shape[0] == width &&
        !checkpoint.Tensors.ContainsKey($"{stage}.{depth}.proj.conv.weight");
}
