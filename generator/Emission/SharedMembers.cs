using System.Collections.Concurrent;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>
/// What the kernels of a target have in common whatever the network: tiles, outputs and functions of vectors. All models of an assembly
/// share them, so that the compiler reads them once. Their names and the places of their constants do not depend on who uses them, or an
/// edit of one spec would change the text of other models.
/// </summary>
internal sealed class SharedMembers(VectorTarget target)
{
    private static readonly ConcurrentDictionary<VectorTarget, ConstantTable> s_constants = new();

    private readonly Dictionary<string, string> _texts = [];

    /// <summary>The constants of all functions that there are.</summary>
    public ConstantTable Constants { get; } = ConstantsOf(target);

    /// <summary>The members that were used, by name.</summary>
    public IEnumerable<SharedMember> Used =>
        _texts.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new SharedMember(target.Name, pair.Key, pair.Value));

    public void Add(string name, Action<SourceWriter> emit)
    {
        var source = new SourceWriter();
        using (source.Indent())
            emit(source);
        _texts.Add(name, source.ToString());
    }

    public static ConstantTable ConstantsOf(VectorTarget target) => s_constants.GetOrAdd(target, static target =>
    {
        var members = new MemberSet();
        foreach (var function in Functions)
        {
            members.Use(function);
            foreach (var constant in function.Constants)
                members.Constants.Place(constant, target);
        }

        members.EmitTarget(new SourceWriter(), target, CancellationToken.None);
        return members.Constants.Freeze();
    });

    private static IEnumerable<VectorFunction> Functions =>
        ((ActivationKind[])Enum.GetValues(typeof(ActivationKind)))
        .Select(ActivationFunction.Of)
        .OfType<VectorFunction>()
        .Prepend(SoftmaxKernel.Power);
}

/// <summary>The text of a member that models share, for one target.</summary>
internal sealed record SharedMember(string Target, string Name, string Text);
