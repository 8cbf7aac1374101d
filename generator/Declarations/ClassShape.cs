using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Declarations;

/// <summary>What keeps a class from being completed.</summary>
internal static class ClassShape
{
    /// <summary>Generated code uses raw string literals and static members of interfaces.</summary>
    private const LanguageVersion OldestLanguage = LanguageVersion.CSharp11;

    public static IEnumerable<DiagnosticInfo> Problems(INamedTypeSymbol type, TypeDeclarationSyntax syntax, Compilation compilation)
    {
        var location = SourceSpans.From(syntax.Identifier.GetLocation());
        if (!IsPartial(syntax))
            yield return Problem(DeclarationDiagnostics.NotPartial, location, type.Name);
        if (type.Arity > 0)
        {
            yield return Problem(
                DeclarationDiagnostics.Generic, SourceSpans.From(syntax.TypeParameterList?.GetLocation()) ?? location, type.Name);
        }

        if (type.IsStatic)
            yield return Problem(DeclarationDiagnostics.Static, Modifier(type, SyntaxKind.StaticKeyword), type.Name);
        if (type.IsAbstract && !type.IsStatic)
            yield return Problem(DeclarationDiagnostics.Abstract, Modifier(type, SyntaxKind.AbstractKeyword), type.Name);
        if (type.IsRecord)
            yield return Problem(DeclarationDiagnostics.Record, SourceSpans.From(syntax.Keyword.GetLocation()), type.Name);
        foreach (var outer in syntax.AncestorsAndSelf().OfType<TypeDeclarationSyntax>())
        {
            if (outer.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.FileKeyword)) is { RawKind: not 0 } file)
                yield return Problem(DeclarationDiagnostics.FileLocal, SourceSpans.From(file.GetLocation()), outer.Identifier.ValueText);
            if (outer != syntax && !IsPartial(outer))
            {
                yield return Problem(
                    DeclarationDiagnostics.ContainingTypeNotPartial,
                    SourceSpans.From(outer.Identifier.GetLocation()),
                    type.Name,
                    outer.Identifier.ValueText);
            }
        }

        if (!((CSharpCompilation)compilation).Options.AllowUnsafe)
            yield return Problem(DeclarationDiagnostics.UnsafeNotAllowed, location, type.Name);
        if (syntax.SyntaxTree.Options is CSharpParseOptions options && options.LanguageVersion < OldestLanguage)
        {
            string language = options.LanguageVersion.ToDisplayString();
            yield return Problem(DeclarationDiagnostics.LanguageTooOld, location, type.Name, NeededLanguage(syntax), language);
        }

        var baseLocation = BaseTypes.Location(type) ?? location;
        var ofMembers = ClassConstruction.Problems(type, baseLocation, compilation)
            .Concat(ReservedNames.Problems(type, location, baseLocation));
        // A class that needs another name anyway may hide nothing with that.
        var ofNames = ReservedNames.Contain(type.Name) ? [] : HidingNames.Problems(type, location, compilation);
        foreach (var problem in ofMembers.Concat(ofNames))
            yield return problem;
    }

    /// <summary>The compiler takes a class without braces from C# 12 on: whoever is told of C# 11 alone meets that error next.</summary>
    private static string NeededLanguage(TypeDeclarationSyntax syntax) => syntax.OpenBraceToken.RawKind == 0
        ? "C# 12 or later, or C# 11 and braces in place of the semicolon"
        : "C# 11 or later";

    /// <summary>The modifier may stand on any part of the class.</summary>
    private static SourceSpan? Modifier(INamedTypeSymbol type, SyntaxKind kind) => SourceSpans.From(type.DeclaringSyntaxReferences
        .SelectMany(part => ((TypeDeclarationSyntax)part.GetSyntax()).Modifiers)
        .First(modifier => modifier.IsKind(kind))
        .GetLocation());

    private static bool IsPartial(TypeDeclarationSyntax syntax) => syntax.Modifiers.Any(SyntaxKind.PartialKeyword);

    private static DiagnosticInfo Problem(DiagnosticDescriptor descriptor, SourceSpan? location, params string[] arguments) =>
        new(descriptor.Id, location, arguments.ToEquatableArray());
}
