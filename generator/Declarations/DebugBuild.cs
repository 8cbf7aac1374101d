using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>
/// Says in a Debug build how slow its models are, which nothing in the code can change: the just-in-time compiler is told for the whole
/// assembly not to optimise, and no attribute of a method, a type or a module is heard.
/// </summary>
internal static class DebugBuild
{
    public static bool Is(Compilation compilation) => compilation.Options.OptimizationLevel == OptimizationLevel.Debug;

    /// <summary>The information about a model that is compiled.</summary>
    public static IEnumerable<DiagnosticInfo> Information(
        PlannedModel model, IReadOnlyCollection<ModelDeclaration> declarations, bool isDebug)
    {
        if (isDebug)
        {
            var declaration = declarations.First(each => each.Target == model.Target);
            string[] names = [declaration.Target.ClassName];
            yield return new DiagnosticInfo(DeclarationDiagnostics.NotOptimised.Id, declaration.SpecLocation, names.ToEquatableArray());
        }
    }
}
