using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Generator;

/// <summary>A class whose model has an error has the members that the model would have: the error stands alone.</summary>
public sealed class SkeletonTests
{
    private const string Declaration = """[Emo.EmoModel("small")] public sealed partial class M;""";

    private const string UseOfAll = """
        static class Use
        {
            static void Model(M model)
            {
                using Emo.IEmoModel<M> any = M.Load("net.pth");
                System.Console.WriteLine(M.Describe() + M.ModelInfo.Name + M.InputWidth + M.OutputLength + M.Outputs.Count + model.Info);
                model.Predict(new float[1], new float[M.OutputLength]);
                model.Team = null;
                model.SaveWeights("net.emo");
                using M fork = model.Fork();
            }
        """;

    private const string Classifier =
        " static void Use1(M m) { var c = m.Classify(\"a.png\"); Emo.IClassifier<M> i = m; _ = new int[M.ClassCount]; }";

    private const string Detector =
        " static void Use2(M m) { m.ScoreThreshold = 0.5f; var d = m.Detect(\"a.png\"); Emo.IDetector<M> i = m; }";

    private const string Segmenter =
        " static void Use3(M m) { var s = m.Segment(\"a.png\"); Emo.ISegmenter<M> i = m; var p = M.Palette; }";

    private const string Features = " static void Use4(M m) { Emo.IFeatureExtractor<M> i = m; }";

    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.CSharpErrorMessageFormat.AddMemberOptions(
        SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeType |
        SymbolDisplayMemberOptions.IncludeConstantValue);

    public static TheoryData<string, string, string> Kinds => new()
    {
        { TestSpecs.Small(), Classifier, "IClassifier" },
        { TestSpecs.Small(head: TestSpecs.Features), Features, "IFeatureExtractor" },
        { TestSpecs.Small(neck: TestSpecs.SsdNeck, head: TestSpecs.SsdLite, height: 37, width: 50), Detector, "IDetector" },
        { TestSpecs.Small(neck: TestSpecs.FpnNeck, head: TestSpecs.Retina, height: 37, width: 50), Detector, "IDetector" },
        { TestSpecs.Small(head: TestSpecs.Aspp, height: 37, width: 50), Segmenter, "ISegmenter" },
        { TestSpecs.Small(head: TestSpecs.Psp, height: 37, width: 50), Segmenter, "ISegmenter" },
    };

    /// <summary>Without unsafe code the spec is the same, and so has to be what the class shows.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void It_has_the_public_members_of_the_real_class(string spec, string use, string contract)
    {
        string source = Declaration + UseOfAll + use + "}";
        var real = new GeneratorHarness(source, specs: [("small.json", spec)]);
        var broken = new GeneratorHarness(source, specs: [("small.json", spec)], allowUnsafe: false);
        var (expected, actual) = (real.RunAndUpdate(), broken.RunAndUpdate());
        Assert.Equal(["EMO0010"], broken.Run().Diagnostics.Select(diagnostic => diagnostic.Id));
        AssertNoProblems(expected);
        AssertNoProblems(actual);
        Assert.Equal(Members(expected), Members(actual));
        Assert.Contains(Members(actual), member => member.StartsWith($": Emo.{contract}<M>", StringComparison.Ordinal));
        Assert.Single(broken.Run().GeneratedSources);
    }

    /// <summary>The members are those of a model of the head that the spec names, whatever else is wrong with it.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_mistake_in_the_spec_is_its_only_error(string spec, string use, string contract)
    {
        string mistake = spec.Replace("\"stages\"", "\"stagess\"", StringComparison.Ordinal);
        var harness = new GeneratorHarness(Declaration + UseOfAll + use + "}", specs: [("small.json", mistake)]);
        var compilation = harness.RunAndUpdate();
        AssertNoProblems(compilation);
        Assert.All(harness.Run().Diagnostics, diagnostic => Assert.StartsWith("EMO01", diagnostic.Id, StringComparison.Ordinal));
        Assert.Equal(
            [$"Emo.{contract}<M>"],
            compilation.GetTypeByMetadataName("M")!.Interfaces.Select(type => type.ToDisplayString()));
    }

    [Theory]
    [InlineData("{", "EMO0100")]
    [InlineData("""{ "name": "small", "head": { "type": "clasifier" } }""", "EMO0106")]
    [InlineData(null, "EMO0001")]
    public void What_may_be_any_model_has_the_members_of_all(string? spec, string id)
    {
        var harness = new GeneratorHarness(
            Declaration + UseOfAll + Classifier + Detector + Segmenter + Features + "}", specs: spec is null ? [] : [("small.json", spec)]);
        AssertNoProblems(harness.RunAndUpdate());
        Assert.Contains(harness.Run().Diagnostics, diagnostic => diagnostic.Id == id);
    }

    [Theory]
    [InlineData("""[Emo.EmoModel("small", ClassCount = 0)] public sealed partial class M;""", "EMO0012")]
    [InlineData("""[Emo.EmoModel("small")] public abstract partial class M;""", "EMO0006")]
    [InlineData("""[Emo.EmoModel("small")] public sealed partial class M { M(int x) { } }""", "EMO0014")]
    [InlineData("""[Emo.EmoModel("small")] public sealed partial class M { public required int X { get; set; } }""", "EMO0015")]
    public void A_mistake_in_the_declaration_is_its_only_error(string declaration, string id)
    {
        var harness = new GeneratorHarness(declaration + UseOfAll + Classifier + "}", specs: [("small.json", TestSpecs.Small())]);
        AssertNoProblems(harness.RunAndUpdate());
        Assert.Equal([id], harness.Run().Diagnostics.Select(diagnostic => diagnostic.Id));
    }

    /// <summary>No part can be added to these, or a part would be one error more.</summary>
    [Theory]
    [InlineData("""[Emo.EmoModel("small")] public sealed class M;""")]
    [InlineData("""[Emo.EmoModel("small")] public static partial class M;""")]
    [InlineData("""[Emo.EmoModel("small")] public partial record M;""")]
    [InlineData("""[Emo.EmoModel("small")] public partial class M<T>;""")]
    [InlineData("""[Emo.EmoModel("small")] file partial class M;""")]
    [InlineData("""public class Outer { [Emo.EmoModel("small")] public partial class M; }""")]
    [InlineData("""[Emo.EmoModel("small")] public partial class M { int Team; }""")]
    public void A_class_that_takes_no_members_gets_none(string declaration)
    {
        var harness = new GeneratorHarness(declaration, specs: [("small.json", TestSpecs.Small())]);
        Assert.Empty(harness.Run().GeneratedSources);
        Assert.Single(harness.Run().Diagnostics);
    }

    [Fact]
    public void Every_member_throws()
    {
        string text = new GeneratorHarness(Declaration).Run().GeneratedSources.Single().SourceText.ToString();
        var bodies = text.Split("=>").Skip(1).Select(part => part.TrimStart());
        Assert.All(bodies, body => Assert.StartsWith("throw new global::System.NotSupportedException(", body, StringComparison.Ordinal));
        Assert.DoesNotContain("unsafe", text, StringComparison.Ordinal);
        Assert.DoesNotContain("async ", text, StringComparison.Ordinal);
    }

    private static void AssertNoProblems(Compilation compilation) =>
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));

    private static string[] Members(Compilation compilation)
    {
        var type = compilation.GetTypeByMetadataName("M")!;
        return
        [
            .. type.AllInterfaces.Select(each => ": " + each.ToDisplayString()).Order(StringComparer.Ordinal),
            .. type.GetMembers()
                .Where(member => member.DeclaredAccessibility == Accessibility.Public && !IsConstructor(member))
                .Select(Text)
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The real class has a private one, and a class without any a public one.</summary>
    private static bool IsConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static string Text(ISymbol member) => member.ToDisplayString(s_format)
        .Replace("async ", "", StringComparison.Ordinal)
        .Replace("unsafe ", "", StringComparison.Ordinal);
}
