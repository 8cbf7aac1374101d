using Emo.Codegen.Emission;
using Emo.Codegen.Graph;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Generator;

/// <summary>An editor cancels a run when its user types on.</summary>
public sealed class CancellationTests
{
    private static readonly ModelSpec s_spec = ShippedSpecs.Find("emo-1m")!.Spec!;

    [Fact]
    public void Planning_stops() =>
        Assert.Throws<OperationCanceledException>(() => Planner.Plan(GraphBuilder.Build(s_spec), new CancellationToken(canceled: true)));

    [Fact]
    public void Emission_stops()
    {
        var model = ModelCompiler.Plan(new ModelTarget("", EquatableArray<string>.Empty, "M"), "M", s_spec);
        var cancelled = new CancellationToken(canceled: true);
        Assert.Throws<OperationCanceledException>(() => ModelCompiler.EmitImplementation(model, cancelled));
        var types = new GeneratedTypes("M");
        var members = new MemberSet();
        NetworkEmitter.Emit(types, model.Plan, members, CancellationToken.None);
        Assert.All(
            VectorTarget.All,
            target => Assert.Throws<OperationCanceledException>(
                () => KernelsEmitter.Emit(types, "M", members.ForTarget(new SharedMembers(target)), target, cancelled)));
    }
}
