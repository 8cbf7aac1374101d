using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>Whether the header of a packed-weights file is that of a model's weights, and the file as long as it says.</summary>
internal static class PackedWeightsChecks
{
    private const string SaveAgain = "load the checkpoint and save the weights again";

    /// <exception cref="CheckpointException">It is not.</exception>
    public static void Check(CheckpointFile file, PackedWeightsHeader header, ModelDefinition definition)
    {
        CheckModel(file, header, definition.Info);
        CheckExtras(file, header, definition);

        long expected = PackedWeightsHeader.Length + header.StoredBytes + header.ExtraBytes;
        if (file.Length != expected)
        {
            throw file.Error(
                $"it has {file.Length} bytes instead of {expected}, " +
                $"so it is {(file.Length < expected ? "truncated" : "not only packed weights")}; copy or save it again");
        }
    }

    private static void CheckModel(CheckpointFile file, PackedWeightsHeader header, ModelInfo model)
    {
        if (header.FormatVersion is < PackedWeightsHeader.FirstFormat or > PackedWeightsHeader.CurrentFormat)
        {
            throw file.Error(
                $"it holds packed weights in format {header.FormatVersion}, and this version of Emo.Codegen reads formats " +
                $"{PackedWeightsHeader.FirstFormat} to {PackedWeightsHeader.CurrentFormat}; {SaveAgain}");
        }

        if (header.PackingId != model.PackingId)
        {
            throw file.Error(header.Model == model.Name
                ? $"its weights were packed for another version of {model.Name} (packing {header.PackingId:x32}, " +
                    $"this one has {model.PackingId:x32}); {SaveAgain}"
                : $"its weights were packed for {Printable.Quote(header.Model)}, not for '{model.Name}'; " +
                    $"load the checkpoint of {model.Name} and save its weights");
        }

        if (header.WeightBytes != model.WeightBytes)
        {
            throw file.Error(
                $"its header says {header.WeightBytes} bytes of weights, and {model.Name} has {model.WeightBytes}; {SaveAgain}");
        }
    }

    /// <summary>What format 2 added. A file of format 1 has the values of one without.</summary>
    private static void CheckExtras(CheckpointFile file, PackedWeightsHeader header, ModelDefinition definition)
    {
        string model = definition.Info.Name;
        if (header.WeightsStart != PackedWeightsHeader.Length)
        {
            throw file.Error(
                $"its header says that the weights begin at {header.WeightsStart}, not {PackedWeightsHeader.Length}; {SaveAgain}");
        }

        if (header.Storage is not ((uint)WeightStorage.Float32 or (uint)WeightStorage.Float16))
            throw file.Error($"its header says that the weights are stored in way {header.Storage}, which there is not; {SaveAgain}");
        if (header.NormChannels != 0 && header.NormChannels != definition.EmbeddingNormLength)
        {
            throw file.Error(
                $"its header says {header.NormChannels} channels of an embedding norm, and {model} has " +
                $"{definition.EmbeddingNormLength}; {SaveAgain}");
        }

        if (header.LabelCount != 0 && header.LabelCount != definition.ClassCount)
            throw file.Error($"its header says {header.LabelCount} labels, and {model} has {definition.ClassCount} classes; {SaveAgain}");
        if (header.LabelBytes < 2L * header.LabelCount || header.LabelBytes > PackedExtras.MaxBytesOf(header.LabelCount))
            throw file.Error($"its header says {header.LabelBytes} bytes for {header.LabelCount} labels; {SaveAgain}");
    }
}
