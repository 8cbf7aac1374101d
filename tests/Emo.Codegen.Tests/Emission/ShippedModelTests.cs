using System.Globalization;
using System.Text;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>The shipped classifiers: they compile without warnings, and no method falls out of the JIT's optimiser.</summary>
public sealed class ShippedModelTests
{
    [Theory]
    [InlineData("emo-1m")]
    [InlineData("emo-2m")]
    [InlineData("emo-5m")]
    [InlineData("emo-6m")]
    [InlineData("emo-cifar10")]
    [InlineData("emo2-1m")]
    [InlineData("emo2-5m-512")]
    [InlineData("emo2-20m")]
    [InlineData("mobilenetv2-1.0")]
    public void Generated_code_compiles_without_warnings_within_the_limits_of_the_JIT(string spec)
    {
        var harness = new GeneratorHarness($"""[Emo.EmoModel("{spec}")] public sealed partial class M;""");
        var compilation = harness.RunAndUpdate();
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(harness.Run().Diagnostics);

        byte[] assembly = image.ToArray();
        MethodSizes.AssertWithinJitLimits(assembly);
        Assert.True(MethodSizes.Measure(assembly).Length > 100);
    }

    /// <summary>People read it, and compilers too: all files of all vector widths together.</summary>
    [Theory]
    [InlineData("emo-1m")]
    [InlineData("emo-2m")]
    [InlineData("emo-5m")]
    [InlineData("emo-6m")]
    [InlineData("emo2-1m")]
    [InlineData("emo2-2m")]
    [InlineData("emo2-5m")]
    public void The_generated_source_of_a_classifier_has_at_most_500_KB(string spec) =>
        Assert.InRange(Generate(spec).Sum(Encoding.UTF8.GetByteCount), 0, 500_000);

    /// <summary>Two attentions and layer scale cost some: at most 15 % more than EMO of the same size.</summary>
    [Theory]
    [InlineData("emo2-1m", "emo-1m")]
    [InlineData("emo2-2m", "emo-2m")]
    [InlineData("emo2-5m", "emo-5m")]
    public void The_generated_source_of_EMOv2_is_little_larger_than_that_of_EMO(string spec, string other) =>
        Assert.InRange(
            Generate(spec).Sum(Encoding.UTF8.GetByteCount), 0, (int)(1.15 * Generate(other).Sum(Encoding.UTF8.GetByteCount)));

    [Fact]
    public void Generation_is_deterministic_and_independent_of_culture()
    {
        string[] invariant = Generate();
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal(invariant, Generate());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    /// <summary>Written by hand: with invariant globalisation the system's cultures are not to be had.</summary>
    private static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    private static string[] Generate(string spec = "emo-1m")
    {
        var result = new GeneratorHarness($"""[Emo.EmoModel("{spec}")] public sealed partial class M;""").Run();
        return [.. result.GeneratedSources.Select(source => source.SourceText.ToString())];
    }
}
