using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Declarations;

/// <summary>Symbols and syntax to <see cref="ModelDeclaration"/>: the only place that sees the compiler's objects.</summary>
internal static class ModelDeclarationParser
{
    public const string AttributeName = "Emo.EmoModelAttribute";

    public static bool IsCandidate(SyntaxNode node, CancellationToken _) => node is TypeDeclarationSyntax;

    public static ModelDeclaration Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var attribute = context.Attributes[0];
        var arguments = (attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) as AttributeSyntax)?.ArgumentList?.Arguments ?? default;

        return new ModelDeclaration(
            Target(type, syntax),
            attribute.ConstructorArguments.FirstOrDefault().Value as string ?? "",
            SourceSpans.From(arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression.GetLocation()),
            Overrides(attribute, arguments).ToEquatableArray(),
            ClassShape.Problems(type, syntax, context.SemanticModel.Compilation).ToEquatableArray());
    }

    private static ModelTarget Target(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespaceFormat);
        var containing = syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header);
        return new ModelTarget(space, containing.ToEquatableArray(), syntax.Identifier.Text);
    }

    /// <summary>Keywords in a namespace keep their @.</summary>
    private static readonly SymbolDisplayFormat s_namespaceFormat = SymbolDisplayFormat.FullyQualifiedFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted);

    private static string Header(TypeDeclarationSyntax type)
    {
        string keyword = type switch
        {
            RecordDeclarationSyntax record when record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword) => "record struct",
            RecordDeclarationSyntax => "record",
            _ => type.Keyword.Text,
        };
        return $"partial {keyword} {type.Identifier.Text}{type.TypeParameterList}";
    }

    private static IEnumerable<OverrideArgument> Overrides(AttributeData attribute, SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Value.Value is int value)
            {
                var argument = arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.Text == pair.Key);
                yield return new OverrideArgument(pair.Key, value, SourceSpans.From(argument?.Expression.GetLocation()));
            }
        }
    }
}
