using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Emission;

/// <summary>
/// The public members of a model that has an error, so that the uses of the class are no further errors. They are cut out of what
/// <see cref="ModelClassEmitter"/> writes, and cannot differ from it: bodies are replaced, and what is private goes.
/// </summary>
internal static class SkeletonEmitter
{
    private const string Throw = "throw new global::System.NotSupportedException(\"The model has an error, which the build reports.\")";

    /// <param name="target">The class.</param>
    /// <param name="apis">The public API of a model of each kind that it may be, all of this class.</param>
    public static string Emit(ModelTarget target, IEnumerable<string> apis)
    {
        var classes = apis.Select(Class).ToList();
        var source = new SourceWriter();
        SourceHeader.EmitApi(source);
        string bases = string.Join(", ", classes.SelectMany(type => type.BaseList!.Types).Select(type => type.ToString()));
        using (TargetScope.Open(source, target, $" : {bases}"))
        {
            var taken = new HashSet<string>();
            foreach (var member in classes.SelectMany(type => type.Members))
            {
                if (Cut(member) is { } cut && taken.Add(cut.Key))
                    source.Text(cut.Text);
            }
        }

        return source.ToString();
    }

    /// <summary>The model's class, the innermost of the file.</summary>
    private static ClassDeclarationSyntax Class(string api) =>
        CSharpSyntaxTree.ParseText(api, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot()
            .DescendantNodes(node => node is not MethodDeclarationSyntax)
            .OfType<ClassDeclarationSyntax>()
            .Last();

    /// <summary>What tells the member from others, and its text; null for a private one.</summary>
    private static (string Key, string Text)? Cut(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field when IsPublic(field) => (field.Declaration.Variables.Single().Identifier.Text, field.ToFullString()),
        MethodDeclarationSyntax method when IsPublic(method) || method.ExplicitInterfaceSpecifier is not null => (
            $"{method.ExplicitInterfaceSpecifier}{method.Identifier}({Types(method.ParameterList)})",
            $"{Header(method.WithBody(null).WithExpressionBody(null).WithSemicolonToken(default))} => {Throw};\n"),
        PropertyDeclarationSyntax property when IsPublic(property) || property.ExplicitInterfaceSpecifier is not null => (
            $"{property.ExplicitInterfaceSpecifier}{property.Identifier}",
            Header(property.WithAccessorList(null).WithInitializer(null).WithExpressionBody(null).WithSemicolonToken(default)) +
            (HasSetter(property) ? $" {{ get => {Throw}; set => {Throw}; }}\n" : $" => {Throw};\n")),
        _ => null,
    };

    /// <summary>Nothing in a body that throws is unsafe or asynchronous.</summary>
    private static string Header(MemberDeclarationSyntax member) => member
        .WithModifiers(SyntaxFactory.TokenList(member.Modifiers.Where(modifier =>
            !modifier.IsKind(SyntaxKind.UnsafeKeyword) && !modifier.IsKind(SyntaxKind.AsyncKeyword))))
        .ToFullString()
        .TrimEnd();

    private static bool IsPublic(MemberDeclarationSyntax member) => member.Modifiers.Any(SyntaxKind.PublicKeyword);

    private static bool HasSetter(PropertyDeclarationSyntax property) =>
        property.AccessorList?.Accessors.Any(accessor => accessor.IsKind(SyntaxKind.SetAccessorDeclaration)) == true;

    private static string Types(ParameterListSyntax parameters) =>
        string.Join(", ", parameters.Parameters.Select(parameter => $"{parameter.Modifiers} {parameter.Type}"));
}
