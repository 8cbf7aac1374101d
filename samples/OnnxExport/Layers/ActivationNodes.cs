using Emo.Codegen.Specs;

namespace Emo.Onnx.Layers;

/// <summary>Activations, in the patterns that ONNX Runtime knows as one operation.</summary>
internal static class ActivationNodes
{
    public static string Emit(OnnxGraph graph, ActivationKind kind, string x) => kind switch
    {
        ActivationKind.None => x,
        ActivationKind.Relu => graph.Node("Relu", [x]),
        ActivationKind.Relu6 => graph.Node("Clip", [x, graph.Float("min", 0), graph.Float("max", 6)]),
        ActivationKind.Silu => graph.Node("Mul", [x, graph.Node("Sigmoid", [x])]),
        ActivationKind.Gelu => Gelu(graph, x),
        ActivationKind.HardSwish => graph.Node("Mul", [x, HardSigmoid(graph, x)]),
        ActivationKind.HardSigmoid => HardSigmoid(graph, x),
        ActivationKind.Sigmoid => graph.Node("Sigmoid", [x]),
        ActivationKind.Tanh => graph.Node("Tanh", [x]),
        ActivationKind.Mish => graph.Node("Mul", [x, graph.Node("Tanh", [graph.Node("Softplus", [x])])]),
        ActivationKind.HardMish => HardMish(graph, x),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The exporter does not know this activation."),
    };

    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    private static string Gelu(OnnxGraph graph, string x)
    {
        string erf = graph.Node("Erf", [graph.Node("Div", [x, graph.Float("sqrt2", Math.Sqrt(2))])]);
        string product = graph.Node("Mul", [x, graph.Node("Add", [erf, graph.Float("one", 1)])]);
        return graph.Node("Mul", [product, graph.Float("half", 0.5)]);
    }

    /// <summary>x / 2 times x + 2 in [0, 2].</summary>
    private static string HardMish(OnnxGraph graph, string x)
    {
        string sum = graph.Node("Add", [x, graph.Float("two", 2)]);
        string gate = graph.Node("Clip", [sum, graph.Float("min", 0), graph.Float("max", 2)]);
        return graph.Node("Mul", [graph.Node("Mul", [x, graph.Float("half", 0.5)]), gate]);
    }

    private static string HardSigmoid(OnnxGraph graph, string x) =>
        graph.Node("HardSigmoid", [x], NodeAttribute.Float("alpha", 1.0 / 6), NodeAttribute.Float("beta", 0.5));
}
