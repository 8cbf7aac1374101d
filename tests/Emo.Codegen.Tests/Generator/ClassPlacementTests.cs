using Emo.Codegen.Declarations;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Emo.Codegen.Tests.Generator;

/// <summary>Wherever a model's class may stand, the generated code compiles without a warning.</summary>
public sealed class ClassPlacementTests
{
    [Theory]
    [InlineData("""[Emo.EmoModel("small")] public sealed partial class M;""")]
    [InlineData("""namespace A.B.C; [Emo.EmoModel("small")] internal sealed partial class M;""")]
    [InlineData("""namespace @event.@class; [Emo.EmoModel("small")] public partial class @struct;""")]
    [InlineData(
        """namespace N { public partial class Outer { internal partial struct Middle { [Emo.EmoModel("small")] """ +
        """private sealed partial class M; } } }""")]
    [InlineData("""public partial record Outer<T> { [Emo.EmoModel("small")] public sealed partial class M; }""")]
    [InlineData("""public partial interface IOuter { [Emo.EmoModel("small")] public sealed partial class M; }""")]
    [InlineData(
        """namespace A { [Emo.EmoModel("small")] public partial class M; } """ +
        """namespace B { [Emo.EmoModel("small")] public partial class M; }""")]
    [InlineData(
        """public partial class X { [Emo.EmoModel("small")] public partial class M; } """ +
        """public partial class X<T> { [Emo.EmoModel("small")] public partial class M; }""")]
    [InlineData(
        """public class Base; [Emo.EmoModel("small")] public partial class M : Base, System.ICloneable """ +
        """{ public object Clone() => Fork(); }""")]
    [InlineData("""namespace System2 { class Math; class Load; class Floats; class Span; [Emo.EmoModel("small")] partial class M; }""")]
    [InlineData("""class Floats; class Load; class Math; class Span<T>; class MethodImpl; [Emo.EmoModel("small")] partial class M;""")]
    [InlineData("""[Emo.EmoModel("small.json")] public partial class ByFileName;""")]
    [InlineData("""[Emo.EmoModel("small", InputHeight = 45, InputWidth = 77, ClassCount = 3)] public partial class Overridden;""")]
    [InlineData("""[Emo.EmoModel("stages")] public partial class Backbone;""")]
    [InlineData("""[Emo.EmoModel("small")] public partial class Emo1M; [Emo.EmoModel("small")] public partial class Emo1m;""")]
    [InlineData(
        """public partial class X<T, U> { [Emo.EmoModel("small")] public partial class M; } """ +
        """public partial class Y<T, U> { [Emo.EmoModel("small")] public partial class M; }""")]
    [InlineData(
        """[Emo.EmoModel("small")] public partial class @record; [Emo.EmoModel("small")] public partial class @file; """ +
        """[Emo.EmoModel("small")] public partial class @async;""")]
    [InlineData(
        """[Emo.EmoModel("small")] public partial class \u0041bc; """ +
        """namespace Größe.\u0063lass1 { public partial class \u0042 { [Emo.EmoModel("small")] public partial class M; } }""")]
    [InlineData("""namespace App.Emo.System { class Global; [global::Emo.EmoModel("small")] partial class M; }""")]
    [InlineData(
        """[Emo.EmoModel("small")] partial class M { """ +
        """public void Predict(float[] picture, float[] logits) => Predict((System.ReadOnlySpan<float>)picture, logits); """ +
        """public static M Load() => Load("net.pth"); static int Count = 1; ~M() { Count++; } }""")]
    public void The_generated_code_compiles(string source)
    {
        var harness = new GeneratorHarness(
            source, specs: [("small.json", TestSpecs.Small()), ("stages.json", TestSpecs.Small("stages", head: TestSpecs.Features))]);
        var compilation = harness.RunAndUpdate();
        Assert.Empty(harness.Run().Diagnostics);
        Assert.Null(harness.Run().Exception);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        using var image = new MemoryStream();
        Assert.True(compilation.Emit(image).Success);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, "small")]
    [InlineData(LanguageVersion.CSharp11, "stages")]
    [InlineData(LanguageVersion.Preview, "small")]
    public void The_generated_code_compiles_as_the_oldest_and_the_newest_language(LanguageVersion language, string spec)
    {
        string attention =
            """{ "depth": 2, "width": 8, "expansion": 2, "squeezeExcite": 0.5, "norm": "layer", "activation": "gelu",""" +
            """ "attention": { "headWidth": 4 } }""";
        var harness = new GeneratorHarness(
            $$"""[Emo.EmoModel("{{spec}}")] public sealed partial class M { }""",
            specs:
            [
                ("small.json", TestSpecs.Small(stage: attention)),
                ("stages.json", TestSpecs.Small("stages", head: TestSpecs.Features)),
            ],
            language: language);
        Assert.Empty(harness.RunAndUpdate().GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(11, harness.Run().GeneratedSources.Length);
    }

    [Fact]
    public void The_api_compiles_without_the_implementation_as_an_editor_sees_it()
    {
        var harness = new GeneratorHarness(
            """[Emo.EmoModel("small")] public partial class M;""", specs: [("small.json", TestSpecs.Small())]);
        var api = harness.Run().GeneratedSources.Single(source => source.HintName == "M.g.cs");
        var compilation = harness.Compilation.AddSyntaxTrees(api.SyntaxTree);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    /// <summary>One network for each interface that a generated class implements.</summary>
    public static TheoryData<string, string> KindsOfClasses => new()
    {
        { nameof(IClassifier), TestSpecs.Small(head: """{ "type": "classifier", "classes": 2, "labels": ["a", "b"] }""") },
        { nameof(IFeatureExtractor), TestSpecs.Small(head: TestSpecs.Features) },
        { nameof(IDetector), TestSpecs.Small(neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite) },
        { nameof(ISegmenter), TestSpecs.Small(head: TestSpecs.Aspp) },
    };

    [Fact]
    public void Every_kind_of_class_is_among_these() =>
        Assert.Equal(
            typeof(IEmoModel).Assembly.GetExportedTypes()
                .Where(type => type is { IsInterface: true, IsGenericType: false } && type.GetInterfaces().Contains(typeof(IEmoModel)))
                .Select(type => type.Name)
                .Order(StringComparer.Ordinal),
            KindsOfClasses.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(KindsOfClasses))]
    public void Every_generated_name_is_reserved(string kind, string spec)
    {
        var harness = new GeneratorHarness("""[Emo.EmoModel("small")] public partial class M;""", specs: [("small.json", spec)]);
        var model = harness.RunAndUpdate().GetTypeByMetadataName("M")!;
        Assert.Contains(model.AllInterfaces, type => type.Name == kind);
        var members = model.GetMembers().Where(member => member.CanBeReferencedByName).Select(member => member.Name);
        Assert.Empty(members.Except(ReservedNames.Values).Except(ReservedNames.Methods));
    }
}
