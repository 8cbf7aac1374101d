using System.Reflection;
using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;
using Emo.CompilerServices;

namespace Emo.Codegen.Tests.Support;

/// <summary>
/// A spec or a layer graph, generated and compiled in memory, with weights loaded. Runs the code of any vector width, whatever the CPU has,
/// in memory between guard pages.
/// </summary>
internal sealed class CompiledModel : IDisposable
{
    private readonly Type _type;
    private readonly object _model;

    public CompiledModel(Type type, Checkpoint weights)
    {
        _type = type;
        _model = type.GetMethod("Load", [typeof(Checkpoint)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [weights], null)!;
    }

    public static CompiledModel Create(string spec, string name, Checkpoint weights)
    {
        var harness = new GeneratorHarness($"[Emo.EmoModel(\"{name}\")] public sealed partial class Model;", specs: [("spec.json", spec)]);
        var compilation = harness.RunAndUpdate();
        return new CompiledModel(new ModelCompilation(compilation, harness.Run().Diagnostics).Load()("Model"), weights);
    }

    /// <summary>A graph that is not (yet) what a spec says. The spec, with a features head, gives the class its constants.</summary>
    public static CompiledModel Create(ModelSpec spec, LayerGraph graph, Checkpoint weights) =>
        Create(spec, graph, weights, VectorTarget.All);

    /// <summary>The same with kernels for other targets, of the same widths.</summary>
    public static CompiledModel Create(ModelSpec spec, LayerGraph graph, Checkpoint weights, IReadOnlyList<VectorTarget> targets)
    {
        var model = new PlannedModel(new ModelTarget("", EquatableArray<string>.Empty, "Model"), "Model", spec, Planner.Plan(graph));
        var harness = new GeneratorHarness("public sealed partial class Model;");
        var implementation = ModelCompiler.EmitImplementation(model, targets);
        var shared = ModelCompiler.EmitShared([implementation], targets);
        foreach (var source in implementation.Sources.Concat(shared).Append(ModelCompiler.EmitApi(model)))
            harness.AddSource(source.Text, source.HintName);
        return new CompiledModel(new ModelCompilation(harness.Compilation, []).Load()("Model"), weights);
    }

    /// <summary>
    /// Runs the network alone. The arena is full of NaN: whatever a kernel reads before it was written shows in the output.
    /// </summary>
    public unsafe float[] Run(int bits, float[] input, int outputLength) => Run(bits, input, outputLength, atEnd: true);

    public unsafe float[] Run(int bits, float[] input, int outputLength, bool atEnd)
    {
        using var x = new GuardedMemory(sizeof(float) * input.Length, atEnd);
        using var weights = new GuardedMemory(Constant("WeightBytes"), atEnd);
        using var arena = new GuardedMemory(Constant("ArenaBytes"), atEnd);
        using var y = new GuardedMemory(sizeof(float) * outputLength, atEnd);
        input.CopyTo(x.Floats);
        new Span<byte>(Weights.Pointer, weights.Length).CopyTo(weights.Bytes);
        arena.Floats.Fill(float.NaN);
        y.Floats.Fill(float.NaN);
        new Prediction(
            Network(bits), (float*)x.Pointer, (float*)weights.Pointer, (float*)arena.Pointer, (float*)y.Pointer,
            observation: null, batch: null).Run(Worker.Alone);
        return y.Floats.ToArray();
    }

    /// <summary>The same on a team of threads, and with an observer of its blocks.</summary>
    public unsafe float[] Run(int bits, float[] input, int outputLength, int threads, BlockObserver? observer = null)
    {
        float[] output = new float[outputLength];
        using var team = new ThreadTeam(threads);
        Instance.Team = team;
        Instance.Observer = observer;
        using (var run = Instance.Begin(input, output, outputLength))
        {
            fixed (float* x = input)
            fixed (float* y = output)
                run.Execute(Network(bits), x, y);
        }

        Instance.Observer = null;
        Instance.Team = null;
        return output;
    }

    public void SaveWeights(string path) => ((IEmoModel)_model).SaveWeights(path);

    public void Dispose() => ((IDisposable)_model).Dispose();

    private ModelInstance Instance =>
        (ModelInstance)_type.GetField("_instance", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(_model)!;

    private NativeBuffer Weights =>
        (NativeBuffer)typeof(ModelInstance).GetField("_weights", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(Instance)!;

    private unsafe delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> Network(int bits) =>
        (delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void>)_type
            .GetMethod($"RunVector{bits}", BindingFlags.NonPublic | BindingFlags.Static)!.MethodHandle.GetFunctionPointer();

    private long Constant(string name) => (long)_type.GetField(name)!.GetRawConstantValue()!;
}
