using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Declarations;

/// <summary>Warns where an input size of the attribute's makes maps that are smaller than the spec's windows.</summary>
internal static class OverrideWarnings
{
    public static IEnumerable<DiagnosticInfo> Windows(PlannedModel model, IReadOnlyCollection<ModelDeclaration> declarations)
    {
        var size = declarations.First(declaration => declaration.Target == model.Target).Overrides
            .FirstOrDefault(argument => argument.Name is nameof(SpecOverrides.InputHeight) or nameof(SpecOverrides.InputWidth));
        return size is null ? [] : WindowWarnings.Of(model.Spec)
            .Select(warning => new DiagnosticInfo(SpecDiagnostics.WindowBeyondMap.Id, size.Location, warning.Arguments.ToEquatableArray()))
            .Distinct();
    }
}
