using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Declarations;

/// <summary>What keeps a class from being completed.</summary>
internal static class ClassShape
{
    /// <summary>Generated code uses file-local types and raw string literals.</summary>
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    public static IEnumerable<DiagnosticInfo> Problems(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation)
    {
        var location = SourceSpans.From(syntax.Identifier.GetLocation());
        if (!IsPartial(syntax))
            yield return Problem(DeclarationDiagnostics.NotPartial, location, type.Name);
        if (type.Arity > 0)
            yield return Problem(DeclarationDiagnostics.Generic, location, type.Name);
        if (type.IsStatic)
            yield return Problem(DeclarationDiagnostics.Static, location, type.Name);
        if (type.IsAbstract && !type.IsStatic)
            yield return Problem(DeclarationDiagnostics.Abstract, location, type.Name);
        if (type.IsRecord)
            yield return Problem(DeclarationDiagnostics.Record, location, type.Name);
        foreach (var outer in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Where(outer => outer.Modifiers.Any(SyntaxKind.FileKeyword)))
            yield return Problem(DeclarationDiagnostics.FileLocal, location, outer.Identifier.ValueText);
        foreach (var outer in syntax.Ancestors().OfType<TypeDeclarationSyntax>().Where(outer => !IsPartial(outer)))
            yield return Problem(DeclarationDiagnostics.ContainingTypeNotPartial, location, type.Name, outer.Identifier.Text);
        if (!((CSharpCompilation)compilation).Options.AllowUnsafe)
            yield return Problem(DeclarationDiagnostics.UnsafeNotAllowed, location, type.Name);
        if (syntax.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < OldestLanguage)
            yield return Problem(DeclarationDiagnostics.LanguageTooOld, location, type.Name, options.LanguageVersion.ToDisplayString());
        foreach (var problem in ClassConstruction.Problems(type, location, compilation).Concat(ReservedNames.Problems(type, location)))
            yield return problem;
    }

    private static bool IsPartial(TypeDeclarationSyntax syntax) => syntax.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static DiagnosticInfo Problem(DiagnosticDescriptor descriptor, SourceSpan? location, params string[] arguments) =>
        new(descriptor.Id, location, arguments.ToEquatableArray());
}
