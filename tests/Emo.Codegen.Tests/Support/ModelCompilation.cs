using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Support;

/// <summary>Generated models, compiled in memory to one assembly, which goes with its last model.</summary>
internal sealed class ModelCompilation
{
    /// <summary>A warning about a waste of time; the numbers are still the official code's.</summary>
    private const string WindowLargerThanMap = "EMO0112";

    private readonly byte[] _image;

    public ModelCompilation(Compilation compilation, IEnumerable<Diagnostic> diagnostics)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        _image = image.ToArray();
        var problems = result.Diagnostics.Concat(diagnostics).Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
        Problems = [.. problems.Where(problem => problem.Id != WindowLargerThanMap)];
    }

    /// <summary>What the generator and the compiler have to say: there should be nothing.</summary>
    public IReadOnlyList<Diagnostic> Problems { get; }

    /// <summary>A class for each spec, named as the spec is.</summary>
    public static ModelCompilation Create(params (string Name, string Text)[] specs)
    {
        string source = string.Concat(specs.Select(spec => $"[Emo.EmoModel(\"{spec.Name}\")] public sealed partial class {spec.Name};"));
        var harness = new GeneratorHarness(source, specs: [.. specs.Select(spec => (spec.Name + ".json", spec.Text))]);
        var compilation = harness.RunAndUpdate();
        return new ModelCompilation(compilation, harness.Run().Diagnostics);
    }

    /// <summary>The types by name.</summary>
    public Func<string, Type> Load()
    {
        Assert.Empty(Problems);
        MethodSizes.AssertWithinJitLimits(_image);
        using var image = new MemoryStream(_image);
        var assembly = new AssemblyLoadContext(name: null, isCollectible: true).LoadFromStream(image);
        return name => assembly.GetType(name, throwOnError: true)!;
    }
}
