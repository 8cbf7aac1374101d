using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Declarations;

/// <summary>Symbols and syntax to <see cref="ModelDeclaration"/>: the only place that sees the compiler's objects.</summary>
internal static class ModelDeclarationParser
{
    public const string AttributeName = "Emo.EmoModelAttribute";

    public static bool IsCandidate(SyntaxNode node, CancellationToken _) => node is ClassDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>
    /// Null where the compiler itself reports the attribute: on a struct, repeated, or with arguments that do not compile.
    /// </summary>
    public static ModelDeclaration? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var syntax = (TypeDeclarationSyntax)context.TargetNode;
        var attribute = type.GetAttributes().First(candidate => candidate.AttributeClass?.ToDisplayString() == AttributeName);
        if (type.TypeKind != TypeKind.Class
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not AttributeSyntax attributeSyntax
            || attributeSyntax.Parent?.Parent != syntax
            || attribute.ConstructorArguments.Length != 1
            || attribute.ConstructorArguments[0].Kind != TypedConstantKind.Primitive)
        {
            return null;
        }

        var arguments = attributeSyntax.ArgumentList?.Arguments ?? default;
        return new ModelDeclaration(
            Target(type, syntax),
            attribute.ConstructorArguments[0].Value as string ?? "",
            SourceSpans.From(arguments.FirstOrDefault(argument => argument.NameEquals is null)?.Expression.GetLocation()),
            Overrides(attribute, arguments).ToEquatableArray(),
            Labels(attribute, arguments),
            ClassShape.Problems(type, syntax, context.SemanticModel.Compilation).ToEquatableArray());
    }

    private static ModelTarget Target(INamedTypeSymbol type, TypeDeclarationSyntax syntax)
    {
        string space = type.ContainingNamespace.IsGlobalNamespace ? "" : type.ContainingNamespace.ToDisplayString(s_namespaceFormat);
        var containing = syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse().Select(Header);
        return new ModelTarget(space, containing.ToEquatableArray(), Name(syntax.Identifier));
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
        string parameters = type.TypeParameterList is { } list
            ? $"<{string.Join(",", list.Parameters.Select(parameter => Name(parameter.Identifier)))}>"
            : "";
        return $"partial {keyword} {Name(type.Identifier)}{parameters}";
    }

    /// <summary>The name itself, whatever escapes it is written with; keywords, contextual ones too, get their @.</summary>
    private static string Name(SyntaxToken identifier) =>
        SyntaxFacts.GetKeywordKind(identifier.ValueText) == SyntaxKind.None &&
        SyntaxFacts.GetContextualKeywordKind(identifier.ValueText) == SyntaxKind.None
            ? identifier.ValueText
            : "@" + identifier.ValueText;

    private static IEnumerable<OverrideArgument> Overrides(AttributeData attribute, SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        foreach (var pair in attribute.NamedArguments)
        {
            if (pair.Value.Value is int value)
                yield return new OverrideArgument(pair.Key, value, LocationOf(pair.Key, arguments));
        }
    }

    private static LabelsArgument? Labels(AttributeData attribute, SeparatedSyntaxList<AttributeArgumentSyntax> arguments) =>
        attribute.NamedArguments.FirstOrDefault(pair => pair.Key == "Labels").Value is { IsNull: false, Value: string fileName }
            ? new LabelsArgument(fileName, LocationOf("Labels", arguments))
            : null;

    private static SourceSpan? LocationOf(string name, SeparatedSyntaxList<AttributeArgumentSyntax> arguments)
    {
        var argument = arguments.FirstOrDefault(candidate => candidate.NameEquals?.Name.Identifier.Text == name);
        return SourceSpans.From(argument?.Expression.GetLocation());
    }
}
