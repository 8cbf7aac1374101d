using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Declarations;

/// <summary>
/// Which class with an error gets the public members of its model all the same. One that no part can be added to gets none, nor does one
/// in which they would be errors themselves.
/// </summary>
internal static class SkeletonRules
{
    /// <summary>Problems of a class to which members can be added.</summary>
    private static readonly string[] s_harmless =
    [
        DeclarationDiagnostics.Abstract.Id, DeclarationDiagnostics.UnsafeNotAllowed.Id, DeclarationDiagnostics.Constructor.Id,
        DeclarationDiagnostics.RequiredMember.Id,
    ];

    /// <param name="declaration">The class.</param>
    /// <param name="found">The one spec that it names; null if it names none, or several.</param>
    public static EquatableArray<ModelSpec> Specs(ModelDeclaration declaration, SpecReadResult? found)
    {
        if (!declaration.Problems.All(problem => s_harmless.Contains(problem.Id)))
            return EquatableArray<ModelSpec>.Empty;
        return found?.Spec is { } sound ? new[] { sound }.ToEquatableArray() : SkeletonSpecs.Of(found?.Head);
    }
}
