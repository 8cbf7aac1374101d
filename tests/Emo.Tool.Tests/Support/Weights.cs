using Emo.Codegen.Graph;
using Emo.Codegen.Specs;
using Emo.CompilerServices;
using Emo.Tool.Specs;

namespace Emo.Tool.Tests.Support;

/// <summary>What becomes of a parameter: nothing, one tensor, or several.</summary>
internal delegate IEnumerable<(string Name, long[] Shape, float[] Values)> TensorChange(string name, long[] shape, float[] values);

/// <summary>Checkpoints for the tests.</summary>
internal static class Weights
{
    /// <summary>The name of the spec of <see cref="Cifar10"/>.</summary>
    public const string Cifar10Spec = "emo-cifar10";

    /// <summary>Trained weights.</summary>
    public static string Cifar10 { get; } = TestData.Path("weights", "emo-cifar10.pth");

    /// <summary>Noise for a shipped spec, changed by the test.</summary>
    /// <param name="name">The spec.</param>
    /// <param name="classes">Another number of classes.</param>
    /// <param name="change">Gives the tensors of a parameter: none, one, or others.</param>
    public static byte[] Of(string name, int? classes = null, TensorChange? change = null)
    {
        var spec = new SpecOverrides(null, null, classes).Apply(ShippedSpecs.Find(name)!.Spec!);
        return Of(Declarations.Of(GraphBuilder.Build(spec)), change);
    }

    /// <summary>Noise for a spec's file.</summary>
    public static byte[] OfFile(string spec) =>
        Of(Declarations.Of(SpecSource.Read(spec, new SpecOverrides(null, null, null), _ => { }).Graph), change: null);

    private static byte[] Of(StateDictDeclaration declaration, TensorChange? change)
    {
        var random = new Random(1);
        var file = new SafetensorsBuilder();
        foreach (var (name, shape) in declaration.Parameters)
        {
            float[] values = new float[shape.Aggregate(1L, (product, side) => product * side)];
            for (int i = 0; i < values.Length; i++)
                values[i] = 0.5f + (0.1f * random.NextSingle());
            foreach (var tensor in change?.Invoke(name, [.. shape], values) ?? [(name, [.. shape], values)])
                file.Add(tensor.Name, tensor.Shape, tensor.Values);
        }

        return file.ToArray();
    }

    /// <summary>The trained weights with a change.</summary>
    public static byte[] ChangedCifar10(string tensor, Func<float, float> change)
    {
        using var checkpoint = Checkpoint.Open(Cifar10);
        var file = new SafetensorsBuilder();
        foreach (var (name, entry) in checkpoint.Tensors.Where(entry => entry.Value.IsFloatingPoint))
        {
            float[] values = checkpoint.Floats(name);
            file.Add(name, [.. entry.Shape], name == tensor ? Array.ConvertAll(values, value => change(value)) : values);
        }

        return file.ToArray();
    }
}
