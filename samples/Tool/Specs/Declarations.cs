using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.CompilerServices;

namespace Emo.Tool.Specs;

/// <summary>The tensors that a network has in a checkpoint, as its generated code declares them.</summary>
internal static class Declarations
{
    public static StateDictDeclaration Of(LayerGraph graph)
    {
        var declaration = new StateDictDeclaration();
        Declare(graph, declaration);
        return declaration;
    }

    public static void Declare(LayerGraph graph, StateDictDeclaration declaration)
    {
        foreach (var tensors in StateDictPlanner.Plan(graph))
            Declare(tensors, declaration);
        foreach (string prefix in graph.IgnoredPrefixes)
            declaration.Ignore(prefix);
        if (graph.PreferredKey is { } key)
            declaration.Prefer(key);
    }

    public static void Declare(StateTensors tensors, StateDictDeclaration declaration)
    {
        switch (tensors.Kind)
        {
            case StateTensorKind.Convolution:
                declaration.Convolution(tensors.Name, tensors.Outputs, tensors.Inputs, tensors.KernelSize, tensors.Bias);
                break;
            case StateTensorKind.Linear:
                declaration.Linear(tensors.Name, tensors.Outputs, tensors.Inputs);
                break;
            case StateTensorKind.BatchNorm:
                declaration.BatchNorm(tensors.Name, tensors.Outputs);
                break;
            case StateTensorKind.LayerNorm:
                declaration.LayerNorm(tensors.Name, tensors.Outputs);
                break;
            case StateTensorKind.LayerScale:
                declaration.LayerScale(tensors.Name, tensors.Outputs);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(tensors), tensors.Kind, "The tool does not know this kind of layer.");
        }
    }
}
