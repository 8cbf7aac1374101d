using Emo.Checkpoints;
using Emo.CompilerServices;
using Emo.Tool.Specs;

namespace Emo.Tool.Models;

/// <summary>Looks at a file of weights before a network is compiled for it, which takes seconds.</summary>
internal static class WeightsFile
{
    /// <summary>Whether a file holds packed weights, and no checkpoint.</summary>
    public static bool IsPacked(string path)
    {
        using var file = new FileOnDisk(CheckpointFolder.FindFile(path));
        return PackedWeightsReader.Recognises(file);
    }

    /// <summary>Says what loading would say of a checkpoint's names and shapes. Packed weights are for the network to judge.</summary>
    /// <exception cref="CheckpointException">The file is no checkpoint and not packed, or does not fit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static void ThrowIfMisfit(string path, CheckpointOptions options, ToolSpec spec)
    {
        if (IsPacked(path))
            return;
        using var checkpoint = Checkpoint.Open(path, options);
        StateDictMatcher.Match(spec.Name, Declarations.Of(spec.Graph), checkpoint);
    }
}
