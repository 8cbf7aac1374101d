using Emo.Codegen.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Emo.Codegen.Tests.Generator;

/// <summary>A fix changes the one word that is wrong and leaves comments and layout alone.</summary>
public sealed class CodeFixTests
{
    [Theory]
    [InlineData(
        "Make 'M' partial", """[Emo.EmoModel("emo-1m")] public sealed class M;""",
        """[Emo.EmoModel("emo-1m")] public sealed partial class M;""")]
    [InlineData(
        "Make 'M' partial", "[Emo.EmoModel(\"emo-1m\")]\n// Why.\nclass M\n{\n}",
        "[Emo.EmoModel(\"emo-1m\")]\n// Why.\npartial class M\n{\n}")]
    [InlineData(
        "Make 'M' partial", "// Why.\r\n[Emo.EmoModel(\"emo-1m\")] class M;", "// Why.\r\n[Emo.EmoModel(\"emo-1m\")] partial class M;")]
    [InlineData(
        "Make 'Outer' partial", """/* Why. */ record Outer { [Emo.EmoModel("emo-1m")] partial class M; }""",
        """/* Why. */ partial record Outer { [Emo.EmoModel("emo-1m")] partial class M; }""")]
    [InlineData(
        "Remove 'static'", """[Emo.EmoModel("emo-1m")] public static partial class M;""",
        """[Emo.EmoModel("emo-1m")] public partial class M;""")]
    [InlineData(
        "Remove 'abstract'", "[Emo.EmoModel(\"emo-1m\")]\n  /* Why. */ abstract partial class M;",
        "[Emo.EmoModel(\"emo-1m\")]\n  /* Why. */ partial class M;")]
    [InlineData(
        "Remove 'abstract'", """[Emo.EmoModel("emo-1m")] public partial class M; public abstract partial class M;""",
        """[Emo.EmoModel("emo-1m")] public partial class M; public partial class M;""")]
    [InlineData(
        "Remove 'file'", """file partial class Outer { [Emo.EmoModel("emo-1m")] partial class M; }""",
        """partial class Outer { [Emo.EmoModel("emo-1m")] partial class M; }""")]
    public async Task A_fix_makes_the_class_a_model(string title, string source, string expected)
    {
        var diagnostic = Assert.Single(new GeneratorHarness(source).Run().Diagnostics);
        Assert.True(diagnostic.Location.IsInSource);
        var provider = new ModifierCodeFixProvider();
        Assert.Contains(diagnostic.Id, provider.FixableDiagnosticIds);
        Assert.NotNull(provider.GetFixAllProvider());

        using var workspace = new AdhocWorkspace();
        var document = workspace.AddProject("Test", LanguageNames.CSharp).AddDocument("Model.cs", source);
        var actions = new List<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(
            document, diagnostic, (action, _) => actions.Add(action), CancellationToken.None));
        var action = Assert.Single(actions);
        Assert.Equal(title, action.Title);
        var operation = Assert.Single((await action.GetOperationsAsync(CancellationToken.None)).OfType<ApplyChangesOperation>());
        string changed = (await operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        Assert.Equal(expected, changed);
        Assert.Empty(new GeneratorHarness(changed).Run().Diagnostics);
    }
}
