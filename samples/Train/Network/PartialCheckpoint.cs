using Emo.Codegen.Graph;
using Emo.CompilerServices;
using Emo.Tool.Specs;
using TorchSharp;

namespace Emo.Train.Network;

/// <summary>A checkpoint of which a network takes what fits: of the same network with other classes, or of a classifier.</summary>
internal static class PartialCheckpoint
{
    private const string Backbone = "backbone.";

    /// <inheritdoc cref="TorchNetwork.Load"/>
    public static IReadOnlyList<string> Load(LayerGraph graph, Checkpoint checkpoint, StateTensorTable tensors)
    {
        var whole = StateDictChoice.Of(graph.Name, Declarations.Of(graph), checkpoint);
        var (found, prefix) = (whole, "");
        if (graph.Blocks.Any(block => block.Layers.Any(layer => layer.Name.StartsWith(Backbone, StringComparison.Ordinal))))
        {
            var backbone = StateDictChoice.Of(graph.Name, DeclareBackbone(graph), checkpoint);
            if (backbone.Fit.Count > whole.Fit.Count)
                (found, prefix) = (backbone, Backbone);
        }

        var misfits = found.Misfits.ToDictionary(misfit => prefix + misfit.Name, misfit => misfit.Tensor.Shape);
        var lines = new List<string>();
        using var gradients = torch.no_grad();
        foreach (var (name, tensor) in tensors.All)
        {
            if (misfits.TryGetValue(name, out var shape))
                lines.Add($"{name}: [{string.Join(", ", shape)}] in the checkpoint, [{string.Join(", ", tensor.shape)}] in the network");
            else if (name.StartsWith(prefix, StringComparison.Ordinal) && found.Found.TryGetValue(name[prefix.Length..], out var source))
                Copy(source, tensor);
            else
                lines.Add($"{name}: not in the checkpoint");
        }

        if (lines.Count < tensors.All.Count())
            return lines;
        string? other = lines.Find(line => line.EndsWith("in the network", StringComparison.Ordinal));
        throw new CheckpointException(other is not null
            ? $"'{checkpoint.Name}' has tensors of {graph.Name}, but none in its shape: {other}."
            : $"'{checkpoint.Name}' has no tensor of {graph.Name}: neither of the whole network nor of its backbone.");
    }

    private static StateDictDeclaration DeclareBackbone(LayerGraph graph)
    {
        var declaration = new StateDictDeclaration();
        var modules = graph.Layers.SelectMany(layer => layer.Tensors).Distinct()
            .Where(module => module.Name.StartsWith(Backbone, StringComparison.Ordinal));
        foreach (var module in modules)
            Declarations.Declare(module with { Name = module.Name[Backbone.Length..] }, declaration);
        if (graph.PreferredKey is { } key)
            declaration.Prefer(key);
        return declaration;
    }

    private static void Copy(CheckpointTensor source, torch.Tensor target)
    {
        float[] values = new float[source.Length];
        source.CopyTo(values);
        using var tensor = torch.tensor(values, target.shape);
        target.copy_(tensor);
    }
}
