using Emo.Codegen.Emission;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>What the models of an assembly have in common.</summary>
public sealed class SharedMemberTests
{
    /// <summary>A name stands for one text, or the first model of an assembly would decide what the others compute.</summary>
    [Fact]
    public void All_shipped_models_agree_about_every_member()
    {
        var members = ShippedSpecs.Names
            .Select(name => ModelCompiler.Plan(new ModelTarget("", EquatableArray<string>.Empty, "M"), "M", ShippedSpecs.Find(name)!.Spec!))
            .SelectMany(model => ModelCompiler.EmitImplementation(model).Shared)
            .Distinct()
            .ToList();
        Assert.NotEmpty(members);
        Assert.Equal(members.Count, members.Select(member => (member.Target, member.Name)).Distinct().Count());
    }

    [Fact]
    public void Two_models_have_their_tiles_once()
    {
        var harness = new GeneratorHarness(
            """
            [Emo.EmoModel("emo-1m")] public sealed partial class First;
            [Emo.EmoModel("emo-2m")] public sealed partial class Second;
            """);
        var compilation = harness.RunAndUpdate();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        var result = harness.Run();
        foreach (var target in VectorTarget.All)
        {
            const string Tile = "<TOutput>(";
            Assert.Contains(Tile, result.Source($"Emo.Generated.Tiles.{target.Name}.g.cs"), StringComparison.Ordinal);
            Assert.DoesNotContain(Tile, result.Source($"First.{target.Name}.g.cs"), StringComparison.Ordinal);
            Assert.DoesNotContain(Tile, result.Source($"Second.{target.Name}.g.cs"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_assembly_without_models_has_nothing_of_them() =>
        Assert.Empty(new GeneratorHarness("class NoModel;").Run().GeneratedSources);
}
