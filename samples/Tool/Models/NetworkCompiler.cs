using System.Collections.Concurrent;
using System.Runtime.Loader;
using Emo.Codegen;
using Emo.Tool.Specs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emo.Tool.Models;

/// <summary>Compiles a network in memory as a project would in Release: the generator, then the C# compiler.</summary>
internal static class NetworkCompiler
{
    private const string ClassName = "Network";

    /// <summary>What was compiled so far, by the declaration and the files that it reads.</summary>
    private static readonly ConcurrentDictionary<string, CompiledNetwork> s_compiled = new(StringComparer.Ordinal);

    /// <summary>Compiles a network for weights that fit it, and loads them.</summary>
    /// <exception cref="CheckpointException">The file is neither a checkpoint nor packed weights, or does not fit.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="SpecProblemsException">The generator has errors to report.</exception>
    public static LoadedNetwork Load(ToolSpec spec, string weights, CheckpointOptions options)
    {
        WeightsFile.ThrowIfMisfit(weights, options, spec);
        return Compile(spec).Load(weights, options);
    }

    /// <summary>Compiles a network, the same one once.</summary>
    /// <exception cref="SpecProblemsException">The generator has errors to report.</exception>
    public static CompiledNetwork Compile(ToolSpec spec) => s_compiled.GetOrAdd(
        string.Join('\0', spec.Files.Select(file => $"{file.Kind}\0{file.Path}\0{file.Text}").Prepend(Declaration(spec))),
        _ => CompileNew(spec));

    private static CompiledNetwork CompileNew(ToolSpec spec)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var compilation = CSharpCompilation.Create(
            "Emo.Compiled",
            [CSharpSyntaxTree.ParseText(Declaration(spec), parsing)],
            References(),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver
            .Create(
                [new EmoModelGenerator().AsSourceGenerator()],
                spec.Files.Select(file => new SpecOptionsProvider.Text(file)),
                parsing,
                new SpecOptionsProvider())
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var problems);
        using var image = new MemoryStream();
        var result = generated.Emit(image);
        var errors = problems.Concat(result.Diagnostics).Where(problem => problem.Severity == DiagnosticSeverity.Error).ToList();
        if (errors.Count > 0)
            throw new SpecProblemsException(errors.Select(error => error.ToString()));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(spec.Name, isCollectible: false).LoadFromStream(image);
        return new CompiledNetwork(spec, assembly.GetType(ClassName, throwOnError: true)!);
    }

    private static string Declaration(ToolSpec spec)
    {
        string[] arguments =
        [
            $"\"{spec.Name}\"",
            .. Argument("InputHeight", spec.Overrides.InputHeight),
            .. Argument("InputWidth", spec.Overrides.InputWidth),
            .. Argument("ClassCount", spec.Overrides.ClassCount),
        ];
        return $"[global::Emo.EmoModel({string.Join(", ", arguments)})] public sealed partial class {ClassName};";
    }

    private static IEnumerable<string> Argument(string name, int? value) =>
        value is { } number ? [FormattableString.Invariant($"{name} = {number}")] : [];

    /// <summary>The framework that runs the tool, and the runtime library beside it.</summary>
    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || IsFacade(Path.GetFileName(path)))
            .Append(typeof(EmoModelAttribute).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));

    private static bool IsFacade(string file) => file is "mscorlib.dll" or "netstandard.dll";
}
