using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Tool.Specs;

/// <summary>A spec without mistakes, with what the command line changes of it.</summary>
/// <param name="Spec">The spec with the changes.</param>
/// <param name="Overrides">The changes.</param>
/// <param name="Files">The files that the generator reads for it; none for a shipped spec.</param>
internal sealed record ToolSpec(ModelSpec Spec, SpecOverrides Overrides, IReadOnlyList<SpecFile> Files)
{
    private readonly Lazy<LayerGraph> _graph = new(() => GraphBuilder.Build(Spec));
    private readonly Lazy<ExecutionPlan> _plan = new(() => Planner.Plan(GraphBuilder.Build(Spec)));

    public string Name => Spec.Name;

    public LayerGraph Graph => _graph.Value;

    public ExecutionPlan Plan => _plan.Value;

    /// <summary>The values of an input: 3 x height x width.</summary>
    public int InputLength => Spec.Input.Channels * Spec.Input.Height * Spec.Input.Width;

    public string InputText => $"[{Spec.Input.Channels}, {Spec.Input.Height}, {Spec.Input.Width}]";
}

/// <summary>A file that a spec consists of.</summary>
/// <param name="Path">Its path, as messages have it.</param>
/// <param name="Text">What is in it.</param>
/// <param name="Kind">What the generator takes it for: <c>spec</c> or <c>labels</c>.</param>
internal sealed record SpecFile(string Path, string Text, string Kind);
