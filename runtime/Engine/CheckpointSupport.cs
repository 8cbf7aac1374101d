using System.Diagnostics.CodeAnalysis;

namespace Emo.CompilerServices;

/// <summary>
/// Whether a program reads checkpoints, or packed weights only. With the property EmoCheckpoints=false of its project the native compiler
/// knows the answer, and leaves the readers of checkpoints out.
/// </summary>
internal static class CheckpointSupport
{
    [FeatureSwitchDefinition("Emo.Checkpoint.IsSupported")]
    public static bool IsSupported => !AppContext.TryGetSwitch("Emo.Checkpoint.IsSupported", out bool isSupported) || isSupported;
}
