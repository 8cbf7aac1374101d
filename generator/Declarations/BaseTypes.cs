using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Declarations;

internal static class BaseTypes
{
    /// <summary>The class and its base classes, <see cref="object"/> left out.</summary>
    public static IEnumerable<INamedTypeSymbol> AndSelf(INamedTypeSymbol type)
    {
        for (var each = (INamedTypeSymbol?)type; each is { SpecialType: not SpecialType.System_Object }; each = each.BaseType)
            yield return each;
    }

    /// <summary>Where a part of the class names its base class; null if it does so by an alias.</summary>
    public static SourceSpan? Location(INamedTypeSymbol type) => SourceSpans.From(type.DeclaringSyntaxReferences
        .Select(part => (part.GetSyntax() as TypeDeclarationSyntax)?.BaseList?.Types.First().Type)
        .FirstOrDefault(syntax => Name(syntax) == type.BaseType?.Name)
        ?.GetLocation());

    private static string? Name(TypeSyntax? syntax) => syntax switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax name => name.Name.Identifier.ValueText,
        _ => null,
    };
}
