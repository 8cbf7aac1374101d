using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Generator;

/// <summary>What a project gets that says for which vectors it wants kernels.</summary>
public sealed class VectorWidthTests
{
    private const string Model = """[Emo.EmoModel("emo-cifar10")] public sealed partial class M;""";

    [Theory]
    [InlineData("", new[] { 512, 256, 128 })]
    [InlineData(" ", new[] { 512, 256, 128 })]
    [InlineData("256", new[] { 256 })]
    [InlineData("128", new[] { 128 })]
    [InlineData("512", new[] { 512 })]
    [InlineData("128,256", new[] { 256, 128 })]
    [InlineData(" 512 ; 128 ", new[] { 512, 128 })]
    [InlineData("256,256", new[] { 256 })]
    public void Only_kernels_of_these_widths_are_emitted_and_called(string property, int[] widths)
    {
        var harness = new GeneratorHarness(Model);
        harness.SetVectorWidths(property);
        var compilation = harness.RunAndUpdate();
        var result = harness.Run();
        Assert.Empty(result.Diagnostics);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Equal(
            widths.Select(bits => $"M.Vector{bits}.g.cs").Concat(widths.Select(bits => $"Emo.Generated.Tiles.Vector{bits}.g.cs")),
            result.GeneratedSources.Select(source => source.HintName).Where(name => name.Contains("Vector", StringComparison.Ordinal)));
        string api = result.GeneratedSources.Single(source => source.HintName == "M.g.cs").SourceText.ToString();
        Assert.Equal(
            widths.SkipLast(1).Select(bits => $"Vector{bits}.IsHardwareAccelerated"),
            api.Split("Intrinsics.").Skip(1).Select(text => text[..text.IndexOf(')', StringComparison.Ordinal)]));
    }

    [Theory]
    [InlineData("AVX2", "AVX2")]
    [InlineData("256,64", "64")]
    [InlineData("0256", "0256")]
    [InlineData(",", ",")]
    public void Another_width_is_an_error_that_names_it_and_leaves_all_kernels(string property, string wrong)
    {
        var harness = new GeneratorHarness(Model);
        harness.SetVectorWidths(property);
        var result = harness.Run();
        var problem = Assert.Single(result.Diagnostics);
        Assert.Equal(("EMO0022", DiagnosticSeverity.Error), (problem.Id, problem.Severity));
        Assert.Contains($"has '{wrong}'", problem.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(6, result.GeneratedSources.Count(source => source.HintName.Contains(".Vector", StringComparison.Ordinal)));
    }
}
