using Emo.Codegen.Declarations;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Diagnostics;

/// <summary>All diagnostics of the generator, by id.</summary>
internal static class DiagnosticCatalog
{
    private static readonly Dictionary<string, DiagnosticDescriptor> s_descriptors =
        DeclarationDiagnostics.All.Concat(SpecDiagnostics.All).ToDictionary(descriptor => descriptor.Id);

    public static IReadOnlyCollection<DiagnosticDescriptor> All => s_descriptors.Values;

    public static Diagnostic ToDiagnostic(this DiagnosticInfo info) =>
        Diagnostic.Create(s_descriptors[info.Id], info.Location.ToLocation(), info.Arguments.Cast<object>().ToArray());
}
