using System.Runtime.CompilerServices;
using Emo.CompilerServices;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Emo.Codegen.Tests.Contract;

/// <summary>
/// A library that one version of the package compiled may meet the runtime of another. That is an error by name, as long as the number of
/// the contract changes with what generated code calls, and as long as its classes can be loaded at all.
/// </summary>
public sealed class RuntimeContractTests
{
    /// <summary>The generator's; the runtime's is compiled from the same file.</summary>
    private const int Number = global::Emo.Codegen.Emission.ContractNumber.Value;

    private const string Runtime = "Emo.Runtime";
    private const string Services = "Emo.CompilerServices";

    private static readonly SymbolDisplayFormat s_format = new(
        SymbolDisplayGlobalNamespaceStyle.Omitted,
        SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeContainingType | SymbolDisplayMemberOptions.IncludeRef
            | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    private static readonly Lazy<Compilation> s_models = new(Compile);

    /// <summary>All of the namespace that is there for generated code, and what generated code uses of the rest.</summary>
    [Fact]
    public void What_generated_code_calls_is_that_of_the_number()
    {
        var compilation = s_models.Value;
        var used = compilation.SyntaxTrees.Skip(1).SelectMany(tree => Used(compilation.GetSemanticModel(tree)));
        Verify(
            used.Concat(Members(compilation, Services)),
            $"contract-{Number}.txt",
            $"Generated code calls other members of the runtime than contract {Number} has. If a version with that number has " +
            $"been published, make ContractNumber.Value {Number + 1}, and keep the file of the old number.");
    }

    /// <summary>A class that lacks a body for a member of its interfaces cannot be loaded, and says nothing by name.</summary>
    [Fact]
    public void Interfaces_get_no_new_members_without_a_body()
    {
        var compilation = s_models.Value;
        var interfaces = ModelKind.Names.SelectMany(name => compilation.GetTypeByMetadataName(name)!.AllInterfaces)
            .Select(each => each.OriginalDefinition)
            .Where(IsOfRuntime);
        Verify(
            interfaces.SelectMany(each => each.GetMembers()).Where(member => member.IsAbstract && IsCallable(member))
                .Concat(compilation.GetTypeByMetadataName($"{Services}.RuntimeContract")!.GetMembers().Where(IsCallable)),
            "permanent.txt",
            "Classes of published versions implement these members of interfaces, and call RuntimeContract. If there is such a version, " +
            "give what is new a body, and let what is there be.");
    }

    [Fact]
    public void Another_number_is_an_error_by_name_before_anything_is_loaded()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => RuntimeContract.Load<string, int>(
            typeof(RuntimeContractTests), Number + 1, "9.8.7", "weights", _ => throw new NotSupportedException()));
        string version = typeof(RuntimeContract).Assembly.GetName().Version!.ToString(3);
        string[] parts =
        [
            typeof(RuntimeContractTests).FullName!, "Emo.Codegen.Tests", "version 9.8.7", $"contract {Number + 1}",
            $"version {version}", $"contract {Number}", "Reference the same version of Emo.Codegen",
        ];
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_number_loads() => Assert.Equal(
        7, RuntimeContract.Load(typeof(RuntimeContractTests), Number, "9.8.7", "weights", source => source.Length));

    private static Compilation Compile()
    {
        var harness = new GeneratorHarness(
            string.Join("\n", ModelKind.Names.Select(name => $"[Emo.EmoModel(\"{name}\")] public sealed partial class {name} {{ }}")),
            specs: [.. ModelKind.Specs.Select(spec => (spec.Name + ".json", spec.Spec))]);
        return harness.RunAndUpdate();
    }

    private static IEnumerable<ISymbol> Used(SemanticModel model) =>
        from node in model.SyntaxTree.GetRoot().DescendantNodes()
        where node is SimpleNameSyntax or BaseObjectCreationExpressionSyntax
        let symbol = model.GetSymbolInfo(node).Symbol?.OriginalDefinition
        where symbol is INamedTypeSymbol or IMethodSymbol or IPropertySymbol or IFieldSymbol
        where IsOfRuntime(symbol)
        select symbol;

    private static IEnumerable<ISymbol> Members(Compilation compilation, string name) =>
        from type in compilation.References
            .Select(reference => compilation.GetAssemblyOrModuleSymbol(reference)).OfType<IAssemblySymbol>()
            .Single(assembly => assembly.Name == Runtime).GlobalNamespace
            .GetNamespaceMembers().Single(each => each.Name == "Emo")
            .GetNamespaceMembers().Single(each => each.ToString() == name).GetTypeMembers()
        where IsCallable(type)
        from member in type.GetMembers().Append(type)
        where IsCallable(member) && !member.IsImplicitlyDeclared
        select member;

    private static bool IsOfRuntime(ISymbol symbol) => symbol.ContainingAssembly?.Name == Runtime;

    /// <summary>Accessors are their property's.</summary>
    private static bool IsCallable(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && symbol is not IMethodSymbol { AssociatedSymbol: not null };

    private static void Verify(IEnumerable<ISymbol> symbols, string file, string advice, [CallerFilePath] string testFile = "")
    {
        string path = Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", "data", "contract", file);
        string received = Path.ChangeExtension(path, ".received.txt");
        string text = string.Concat(
            symbols.Select(symbol => symbol.ToDisplayString(s_format) + "\n").Distinct().Order(StringComparer.Ordinal));
        string expected = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail($"{advice} {Path.GetFileName(received)} beside {file} has what it would be.\n{LineDiff.Describe(expected, text)}");
    }
}
