using Emo.Codegen.Declarations;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Diagnostics;

/// <summary>All diagnostics of the generator, by id.</summary>
internal static class DiagnosticCatalog
{
    private static readonly Dictionary<string, DiagnosticDescriptor> s_descriptors =
        DeclarationDiagnostics.All.Concat(SpecDiagnostics.All).ToDictionary(descriptor => descriptor.Id);

    public static IReadOnlyCollection<DiagnosticDescriptor> All => s_descriptors.Values;

    public static bool IsError(this DiagnosticInfo info) => s_descriptors[info.Id].DefaultSeverity == DiagnosticSeverity.Error;

    /// <param name="info">The diagnostic as a value.</param>
    /// <param name="compilation">The compilation that it is about, or null if it is in a file that is none of C#.</param>
    public static Diagnostic ToDiagnostic(this DiagnosticInfo info, Compilation? compilation = null) =>
        Diagnostic.Create(s_descriptors[info.Id], info.Location.ToLocation(compilation), info.Arguments.Cast<object>().ToArray());
}
