using System.Reflection.PortableExecutable;
using Emo.Codegen.CodeFixes;

namespace Emo.Codegen.Tests.Generator;

/// <summary>What a user's compiler must be able to load, and a rebuild to reproduce.</summary>
public sealed class GeneratorAssemblyTests
{
    /// <summary>Every SDK that can build for net10.0 brings Roslyn 5.0 or later; editors may be older.</summary>
    private static readonly Version s_roslyn = new(4, 8, 0, 0);

    public static TheoryData<string> Assemblies =>
        [typeof(EmoModelGenerator).Assembly.Location, typeof(ModifierCodeFixProvider).Assembly.Location];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void It_needs_nothing_but_an_old_compiler(string path)
    {
        var references = System.Reflection.Assembly.LoadFrom(path).GetReferencedAssemblies();
        Assert.Contains(references, reference => reference.Name == "netstandard");
        foreach (var reference in references.Where(reference => reference.Name != "netstandard"))
        {
            Assert.True(reference.Name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" or "Microsoft.CodeAnalysis.Workspaces"
                or "System.Collections.Immutable" or "System.Memory" or "System.Composition.AttributedModel", reference.FullName);
            Assert.True(
                !reference.Name!.StartsWith("Microsoft", StringComparison.Ordinal) || reference.Version <= s_roslyn, reference.FullName);
        }
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void It_is_built_deterministically(string path)
    {
        using var image = new PEReader(File.OpenRead(path));
        Assert.Contains(image.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }
}
