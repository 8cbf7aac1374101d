using Emo.Codegen.Specs;

namespace Emo.Codegen.Planning;

/// <summary>A 1x1 convolution with what is folded into it, and with a squeeze-excite gate on its inputs if there is one.</summary>
internal static class PointwisePlanner
{
    public static PointwiseStep Plan(
        PlanContext context, LinearSource source, MapView input, MapView target, ActivationKind activation, MapView? skip, int? gate)
    {
        long weights = context.Pointwise(source);
        int? gated = gate is { } gateBuffer ? Gate(context, source, weights, gateBuffer) : null;
        string label = $"{source.Name}: 1x1, {source.InnermostInputs} -> {source.Outputs}";
        if (source.Inner is { } inner)
            label += $", composed with {inner.Name}";
        return new PointwiseStep(label, input, target, activation, skip, weights, gated);
    }

    /// <summary>Scaling the few weights is cheaper than scaling the map.</summary>
    private static int Gate(PlanContext context, LinearSource source, long weights, int gate)
    {
        int inputs = source.InnermostInputs;
        int target = context.NewBuffer("gatedWeights", WeightLayout.Pointwise(source.Outputs, inputs) * sizeof(float));
        context.Add(new GateWeightsStep($"{source.Name}: weights times the gate", gate, weights, target, inputs, source.Outputs));
        return target;
    }
}
