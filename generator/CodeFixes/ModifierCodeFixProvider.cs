using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.CodeFixes;

/// <summary>Adds the <c>partial</c> that a model's class or a type around it lacks, and removes a modifier that it must not have.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ModifierCodeFixProvider))]
public sealed class ModifierCodeFixProvider : CodeFixProvider
{
    private const string NotPartial = "EMO0002";
    private const string Static = "EMO0004";
    private const string ContainingTypeNotPartial = "EMO0005";
    private const string Abstract = "EMO0006";
    private const string FileLocal = "EMO0008";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(NotPartial, Static, ContainingTypeNotPartial, Abstract, FileLocal);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
            return;
        foreach (var diagnostic in context.Diagnostics)
        {
            var token = root.FindToken(diagnostic.Location.SourceSpan.Start);
            if (token.Parent is not TypeDeclarationSyntax type)
                continue;
            bool adds = diagnostic.Id is NotPartial or ContainingTypeNotPartial;
            string title = adds ? $"Make '{type.Identifier.ValueText}' partial" : $"Remove '{token.Text}'";
            context.RegisterCodeFix(
                CodeAction.Create(
                    title,
                    _ => Task.FromResult(Replace(type, adds ? AddPartial(type) : Remove(type, token))),
                    equivalenceKey: diagnostic.Id),
                diagnostic);
        }

        Document Replace(TypeDeclarationSyntax old, TypeDeclarationSyntax changed) =>
            context.Document.WithSyntaxRoot(root.ReplaceNode(old, changed));
    }

    /// <summary>Last of the modifiers, as the language wants it. The first token keeps the comments above.</summary>
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        if (type.Modifiers.Count > 0)
            return type.AddModifiers(partial);
        var keyword = type.Keyword;
        return type.WithKeyword(keyword.WithLeadingTrivia()).AddModifiers(partial.WithLeadingTrivia(keyword.LeadingTrivia));
    }

    private static TypeDeclarationSyntax Remove(TypeDeclarationSyntax type, SyntaxToken modifier)
    {
        var next = modifier.GetNextToken();
        var moved = type.ReplaceToken(next, next.WithLeadingTrivia(modifier.LeadingTrivia.AddRange(next.LeadingTrivia)));
        return moved.WithModifiers(moved.Modifiers.Remove(moved.Modifiers.First(candidate => candidate.IsKind(modifier.Kind()))));
    }
}
