using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Generator;

/// <summary>Whoever compiles models without optimisation is told.</summary>
public sealed class DebugBuildTests
{
    private const string Models = """
        [Emo.EmoModel("emo-1m")] public sealed partial class First;
        #pragma warning disable EMO0023
        [Emo.EmoModel("emo-2m")] public sealed partial class Silenced;
        #pragma warning restore EMO0023
        [Emo.EmoModel("emo-1m")] public sealed class Broken;
        [Emo.EmoModel("emo-9m")] public sealed partial class Unknown;
        """;

    [Fact]
    public void Information_stands_at_each_model_that_is_generated_unless_it_is_silenced()
    {
        var result = new GeneratorHarness(Models, optimization: OptimizationLevel.Debug).Run();
        var information = result.Diagnostics.Where(diagnostic => diagnostic.Id == "EMO0023" && !diagnostic.IsSuppressed).ToList();
        var one = Assert.Single(information);
        Assert.Equal(DiagnosticSeverity.Info, one.Severity);
        Assert.Contains("'First'", one.GetMessage(null), StringComparison.Ordinal);
        Assert.Contains("<Optimize>true</Optimize>", one.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(0, one.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void An_optimised_build_says_nothing() =>
        Assert.DoesNotContain(new GeneratorHarness(Models).Run().Diagnostics, diagnostic => diagnostic.Id == "EMO0023");

    [Fact]
    public void An_edit_of_unrelated_code_does_not_run_what_is_behind_it()
    {
        var harness = new GeneratorHarness(Models, optimization: OptimizationLevel.Debug);
        harness.Run();
        harness.AddSource("class Unrelated;", "Unrelated.cs");
        var result = harness.Run();
        Assert.All(result.Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(result.Reasons(TrackingNames.Implementations), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
