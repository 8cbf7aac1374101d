using System.Text.RegularExpressions;
using Emo.Codegen.Declarations;
using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Generator;

/// <summary>
/// Whatever a class, a type around it or a namespace is called: the generated code compiles without a warning, or there is one diagnostic
/// of ours and no generated code.
/// </summary>
public sealed partial class HidingNameTests
{
    private const int OthersInAPlace = 4;
    private const string Stage = """{ "depth": 1, "width": 8, "expansion": 2, "norm": "batch", "activation": "silu" }""";

    private static readonly (string Path, string Text)[] s_specs =
    [
        ("classifier.json", TestSpecs.Small("classifier", Stage)),
        ("detector.json", TestSpecs.Small("detector", Stage, neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite)),
        ("segmenter.json", TestSpecs.Small("segmenter", Stage, head: TestSpecs.Aspp)),
        ("stages.json", TestSpecs.Small("stages", Stage, head: TestSpecs.Features)),
    ];

    /// <summary>Tried in every place: what has been a trouble somewhere.</summary>
    private static readonly string[] s_worst = ["System", "Emo", "Generated", "CompilerServices", "Math", "Runtime", "@var", "@nint"];

    /// <summary>Types of .NET, of the runtime and of generated code, keywords by their place only: some of them in each place.</summary>
    private static readonly string[] s_others =
    [
        "MathF", "Span", "ReadOnlySpan", "Object", "String", "Int32", "Single", "Attribute", "Exception", "Vector512", "Worker",
        "WeightPacker", "ModelInstance", "ModelInfo", "Picture", "Detection", "IClassifier", "MethodImpl", "Floats", "Output", "Held",
        "Constants", "Sse", "Unsafe", "Array", "Collections", "Numerics", "Intrinsics", "Global", "@dynamic", "@nameof", "@field",
        "@value", "@global", "@nuint", "@unmanaged", "@notnull", "_", "__", "x",
    ];

    private static readonly string[] s_places =
    [
        "[A] partial class NAME;",
        "partial class NAME { [A] partial class M; }",
        "class NAME; [A] partial class M;",
        "class NAME<T>; [A] partial class M;",
        "namespace NAME { [A] partial class M; }",
        "namespace MyApp.NAME { [A] partial class M; }",
        "namespace MyApp { class NAME; [A] partial class M; }",
        "namespace MyApp { [A] partial class NAME; }",
        "namespace MyApp { partial class Outer { class NAME; [A] partial class M; } }",
        "namespace MyApp { partial class Outer { [A] partial class NAME; } }",
        "namespace Emo { class NAME; } [A] partial class M;",
        "namespace Emo { [A] partial class NAME; }",
        "namespace Emo.NAME { class X; } [A] partial class M;",
        "namespace Emo.NAME { [A] partial class M; }",
        "namespace Emo.Generated { class NAME; } [A] partial class M;",
        "namespace Emo.CompilerServices { [A] partial class NAME; }",
        "namespace System { [A] partial class NAME; }",
        "namespace System.NAME { [A] partial class M; }",
        "namespace System.Runtime.Intrinsics { [A] partial class NAME; }",
        "[A] partial class M { class NAME; }",
    ];

    public static TheoryData<string> Places => [.. s_places];

    [Theory]
    [MemberData(nameof(Places))]
    public void A_name_compiles_or_is_one_diagnostic(string place)
    {
        int first = Array.IndexOf(s_places, place) * OthersInAPlace;
        var names = s_worst.Concat(Enumerable.Range(first, OthersInAPlace).Select(i => s_others[i % s_others.Length])).ToList();
        int compiled = 0;
        foreach (string name in names)
        {
            string spec = Path.GetFileNameWithoutExtension(s_specs[names.IndexOf(name) % s_specs.Length].Path);
            string source = place.Replace("NAME", name, StringComparison.Ordinal)
                .Replace("[A]", $"[global::Emo.EmoModel(\"{spec}\")]", StringComparison.Ordinal);
            compiled += Compiles(source) ? 1 : 0;
        }

        Assert.True(compiled > 0 || place.StartsWith("namespace Emo.Generated", StringComparison.Ordinal), place);
    }

    [Theory]
    [InlineData("""[Emo.EmoModel("classifier")] partial class System;""", "the name 'System' hides the namespace 'System'")]
    [InlineData("""class System; [Emo.EmoModel("classifier")] partial class M;""", "'M' cannot be completed: the name 'System' hides")]
    [InlineData("""struct var; [Emo.EmoModel("classifier")] partial class M;""", "the name 'var' hides the keyword 'var'")]
    [InlineData(
        """namespace nint { class X; } [Emo.EmoModel("classifier")] partial class M;""", "the name 'nint' hides the keyword 'nint'")]
    [InlineData("""namespace Emo; enum nint; [EmoModel("classifier")] partial class M;""", "the name 'Emo.nint' hides the keyword 'nint'")]
    [InlineData(
        """namespace Emo; [EmoModel("classifier")] partial class Generated;""",
        "the name 'Emo.Generated' hides the namespace 'Emo.Generated'")]
    [InlineData(
        """namespace Emo.Generated { class Math; } [Emo.EmoModel("classifier")] partial class M;""",
        "the name 'Emo.Generated.Math' hides names of generated types")]
    [InlineData(
        """namespace Emo { class Detection; } [Emo.EmoModel("classifier")] partial class M;""",
        "the name 'Emo.Detection' hides the type of the same name in Emo.Runtime")]
    [InlineData(
        """namespace System; [Emo.EmoModel("classifier")] partial class Math;""",
        "the name 'System.Math' hides the type of the same name in System.")]
    [InlineData(
        """namespace System.Runtime.Intrinsics; [Emo.EmoModel("classifier")] partial class Math;""",
        "the name 'System.Runtime.Intrinsics.Math' hides the type of the same name in System.")]
    public void The_diagnostic_says_what_hides_what(string source, string expected)
    {
        var result = new GeneratorHarness(source, specs: s_specs).Run();
        var diagnostic = Assert.Single(result.Diagnostics);
        Assert.Equal((DeclarationDiagnostics.HidingName.Id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.EndsWith("Choose another name or namespace.", message, StringComparison.Ordinal);
        Assert.Equal("Model.cs", diagnostic.Location.GetLineSpan().Path);
        Assert.Empty(result.GeneratedSources);
    }

    /// <summary>A type of that name would hide the namespace.</summary>
    [Fact]
    public void Every_namespace_that_generated_code_names_is_one_of_the_list()
    {
        var named = new HashSet<string>(StringComparer.Ordinal) { "Emo.Generated", "System.Runtime.Intrinsics.Arm" };
        foreach (var (path, _) in s_specs)
        {
            var harness = new GeneratorHarness(
                $"[Emo.EmoModel(\"{Path.GetFileNameWithoutExtension(path)}\")] partial class M;", specs: s_specs);
            var all = harness.RunAndUpdate().GlobalNamespace;
            foreach (var source in harness.Run().GeneratedSources)
            {
                var names = QualifiedPattern().Matches(source.SourceText.ToString());
                named.UnionWith(names.SelectMany(match => NamespacesOf(all, match.Value)));
            }
        }

        Assert.Equal(named.Order(StringComparer.Ordinal), HidingNames.Namespaces.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamespacesOf(INamespaceSymbol space, string name)
    {
        foreach (string part in name["global::".Length..].Split('.'))
        {
            if (space.GetNamespaceMembers().FirstOrDefault(member => member.Name == part) is not { } inner)
                yield break;
            space = inner;
            yield return space.ToDisplayString();
        }
    }

    [GeneratedRegex(@"global::[\w.]+")]
    private static partial Regex QualifiedPattern();

    /// <summary>False if there is a diagnostic, or if the project does not compile without a model either.</summary>
    private static bool Compiles(string source)
    {
        var harness = new GeneratorHarness(source, specs: s_specs);
        var result = harness.Run();
        Assert.Null(result.Exception);
        if (result.Diagnostics.Length > 0)
        {
            Assert.True(result.Diagnostics.Length == 1, source);
            Assert.Empty(result.GeneratedSources);
            return false;
        }

        // What the compiler says of the project's own text: that names of lower case may become keywords, that a name is taken already.
        var own = Problems(harness.Compilation).Select(problem => problem.Id).ToHashSet(StringComparer.Ordinal);
        if (result.GeneratedSources.Length == 0)
        {
            Assert.True(own.Count > 0, source);
            return false;
        }

        var problems = Problems(harness.RunAndUpdate())
            .Where(problem => problem.Location.SourceTree?.FilePath != "Model.cs" || !own.Contains(problem.Id)).ToList();
        Assert.True(problems.Count == 0, $"{source}: {problems.Count} problems, the first: {problems.FirstOrDefault()}");
        return true;
    }

    private static IEnumerable<Diagnostic> Problems(Compilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
}
