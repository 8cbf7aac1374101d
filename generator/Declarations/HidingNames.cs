using Emo.Codegen.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Declarations;

/// <summary>
/// Names of the project that hide what generated code uses. That names everything from the global namespace on, or lies in a namespace of
/// its own, so there are few. One is reported: renaming it may be all that there is to do.
/// </summary>
internal static class HidingNames
{
    private const string Runtime = "Emo";
    private const string Generated = "Emo.Generated";
    private const string NativeInteger = "nint";

    /// <summary>The namespaces of the runtime that generated code names.</summary>
    private static readonly string[] s_runtime = [Runtime, "Emo.CompilerServices"];

    /// <summary>Namespaces that generated code uses as a whole: a name that is in two of them is ambiguous.</summary>
    private static readonly string[] s_imported =
    [
        "System", "System.Runtime.CompilerServices", "System.Runtime.Intrinsics", "System.Runtime.Intrinsics.Arm",
        "System.Runtime.Intrinsics.X86", "Emo.CompilerServices",
    ];

    /// <summary>Keywords by their place only, which generated types use: any type of that name is found first.</summary>
    private static readonly string[] s_keywords = ["var", NativeInteger];

    /// <summary>What generated code names, or lies in. A type of that name is found before the namespace.</summary>
    public static readonly string[] Namespaces =
    [
        .. s_runtime, Generated, "System", "System.Collections", "System.Collections.Generic", "System.Collections.Immutable", "System.IO",
        "System.Numerics", "System.Numerics.Tensors", "System.Reflection", "System.Runtime", "System.Runtime.CompilerServices",
        "System.Runtime.Intrinsics", "System.Runtime.Intrinsics.Arm", "System.Runtime.Intrinsics.X86", "System.Threading",
        "System.Threading.Tasks",
    ];

    public static IEnumerable<DiagnosticInfo> Problems(INamedTypeSymbol type, SourceSpan? location, Compilation compilation)
    {
        var (hiding, hidden) = OfNames(compilation)
            .Concat(OfGeneratedNamespace(compilation))
            .Concat(OfRuntime(compilation))
            .Concat(OfReferences(type, compilation))
            .FirstOrDefault();
        if (hiding is not null)
            yield return new(DeclarationDiagnostics.HidingName.Id, location, new[] { type.Name, hiding, hidden }.ToEquatableArray());
    }

    private static IEnumerable<(string Hiding, string Hidden)> OfNames(Compilation compilation)
    {
        var own = compilation.Assembly;
        foreach (string name in Namespaces.Where(name => own.GetTypeByMetadataName(name) is not null))
            yield return (name, $"the namespace '{name}'");
        foreach (string keyword in s_keywords)
        {
            var names = s_imported.Prepend(Runtime).Select(space => $"{space}.{keyword}").Prepend(keyword);
            foreach (string name in names.Where(name => own.GetTypeByMetadataName(name) is not null))
                yield return (name, $"the keyword '{keyword}'");
        }

        // Not even a namespace may have the name of this one.
        foreach (string name in new[] { NativeInteger, $"{Runtime}.{NativeInteger}" })
        {
            if (Namespace(compilation, name) is not null)
                yield return (name, $"the keyword '{NativeInteger}'");
        }
    }

    /// <summary>The compilation that a generator sees has nothing generated in it: whatever is there is the project's.</summary>
    private static IEnumerable<(string Hiding, string Hidden)> OfGeneratedNamespace(Compilation compilation)
    {
        if (Namespace(compilation, Generated)?.GetMembers().FirstOrDefault() is { } member)
            yield return ($"{Generated}.{member.Name}", "names of generated types");
    }

    /// <summary>Any type of the runtime may be named by generated code. A namespace of that name hides it as well.</summary>
    private static IEnumerable<(string Hiding, string Hidden)> OfRuntime(Compilation compilation)
    {
        var runtime = compilation.GetTypeByMetadataName(ModelDeclarationParser.AttributeName)?.ContainingAssembly;
        if (runtime is null || runtime.Equals(compilation.Assembly, SymbolEqualityComparer.Default))
            yield break;
        foreach (string space in s_runtime)
        {
            if (Namespace(compilation, space) is not { } declared)
                continue;
            foreach (var own in declared.GetMembers())
            {
                if (runtime.GetTypeByMetadataName($"{space}.{own.MetadataName}") is { DeclaredAccessibility: Accessibility.Public })
                    yield return ($"{space}.{own.Name}", $"the type of the same name in {runtime.Name}");
            }
        }
    }

    /// <summary>The class, or the outermost around it, with a name that a library has in that namespace or in another used one.</summary>
    private static IEnumerable<(string Hiding, string Hidden)> OfReferences(INamedTypeSymbol type, Compilation compilation)
    {
        var outermost = type;
        while (outermost.ContainingType is { } outer)
            outermost = outer;
        if (outermost.ContainingNamespace.IsGlobalNamespace)
            yield break;
        string space = outermost.ContainingNamespace.ToDisplayString();
        string[] spaces = s_imported.Contains(space) ? s_imported : [space];
        var library = spaces.SelectMany(each => compilation.GetTypesByMetadataName($"{each}.{outermost.MetadataName}"))
            .FirstOrDefault(candidate =>
                candidate.DeclaredAccessibility == Accessibility.Public &&
                !candidate.ContainingAssembly.Equals(compilation.Assembly, SymbolEqualityComparer.Default));
        if (library is not null)
            yield return ($"{space}.{outermost.Name}", $"the type of the same name in {library.ContainingAssembly.Name}");
    }

    /// <summary>What the project itself declares of a namespace; null for nothing.</summary>
    private static INamespaceSymbol? Namespace(Compilation compilation, string name)
    {
        var space = compilation.Assembly.GlobalNamespace;
        foreach (string part in name.Split('.'))
        {
            if (space.GetNamespaceMembers().FirstOrDefault(member => member.Name == part) is not { } inner)
                return null;
            space = inner;
        }

        return space;
    }
}
