using Emo.Codegen.Emission;
using Emo.Codegen.Specs;
using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission.Members;

/// <summary>The text of each kernel, driver, function and type of the generated code, one file each, reviewed as code.</summary>
public sealed class MemberSnapshotTests
{
    public static TheoryData<string> Names => [.. SampleMembers.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Member(string name)
    {
        var (member, target) = SampleMembers.All[name];
        var members = new MemberSet();
        foreach (var used in SampleMembers.OfNetwork)
            members.Use(used);
        var source = new SourceWriter();
        member.Emit(new MemberWriter(source, member.IsOfNetwork ? null : target, members, members.Use(member), access: "private"));
        Snapshot.Verify(source.ToString(), name);
    }

    [Fact]
    public void Every_kind_of_member_has_a_snapshot()
    {
        var kinds = typeof(Member).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Member)) && !type.IsAbstract);
        Assert.Empty(kinds.Except(SampleMembers.All.Values.Select(sample => sample.Member.GetType())));
    }

    [Fact]
    public void Every_activation_has_a_snapshot()
    {
        var functions = Enum.GetValues<ActivationKind>().Where(kind => ActivationFunction.Of(kind) is not null);
        Assert.Empty(functions.Select(kind => $"Activation.{kind}").Except(SampleMembers.All.Keys));
    }
}
