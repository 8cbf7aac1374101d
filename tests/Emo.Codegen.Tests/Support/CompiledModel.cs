using System.Reflection;
using System.Runtime.Loader;
using Emo.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Support;

/// <summary>A spec, generated and compiled in memory, with weights loaded. Runs the code of any vector width, whatever the CPU has.</summary>
internal sealed class CompiledModel : IDisposable
{
    /// <summary>A warning about a waste of time; the numbers are still the official code's.</summary>
    private const string WindowLargerThanMap = "EMO0112";

    private readonly Type _type;
    private readonly object _model;

    private CompiledModel(Type type, Checkpoint weights)
    {
        _type = type;
        _model = type.GetMethod("Load", [typeof(Checkpoint)])!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [weights], null)!;
    }

    public static CompiledModel Create(string spec, string name, Checkpoint weights)
    {
        var harness = new GeneratorHarness($"[Emo.EmoModel(\"{name}\")] public sealed partial class Model;", specs: [("spec.json", spec)]);
        using var image = new MemoryStream();
        var result = harness.RunAndUpdate().Emit(image);
        var problems = result.Diagnostics.Concat(harness.Run().Diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && diagnostic.Id != WindowLargerThanMap);
        Assert.Empty(problems);
        image.Position = 0;
        var assembly = new AssemblyLoadContext(name, isCollectible: true).LoadFromStream(image);
        return new CompiledModel(assembly.GetType("Model", throwOnError: true)!, weights);
    }

    public unsafe float[] Run(int bits, float[] input, int outputLength)
    {
        var method = _type.GetMethod($"RunVector{bits}", BindingFlags.NonPublic | BindingFlags.Static)!;
        var instance = (ModelInstance)_type.GetField("_instance", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(_model)!;
        float[] output = new float[outputLength];
        using var run = instance.Begin(input.Length, input.Length, outputLength, outputLength);
        fixed (float* x = input)
        fixed (float* y = output)
            run.Execute((delegate*<float*, float*, float*, float*, Worker, void>)method.MethodHandle.GetFunctionPointer(), x, y);
        return output;
    }

    public void Dispose() => ((IDisposable)_model).Dispose();
}
