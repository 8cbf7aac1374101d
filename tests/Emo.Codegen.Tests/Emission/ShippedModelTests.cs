using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>The five shipped models: they compile without warnings, and no method falls out of the JIT's optimiser.</summary>
public sealed class ShippedModelTests
{
    // Beyond any of these the JIT compiles a method with minimal optimisation. Instructions and basic blocks are counted
    // from above: no IL instruction is shorter than a byte, and each method here has far fewer bytes than 20,000.
    private const int MaxIlBytes = 20_000;
    private const int MaxLocals = 2_000;

    [Theory]
    [InlineData("emo-1m")]
    [InlineData("emo-2m")]
    [InlineData("emo-5m")]
    [InlineData("emo-6m")]
    [InlineData("emo-cifar10")]
    public void Generated_code_compiles_without_warnings_within_the_limits_of_the_JIT(string spec)
    {
        var harness = new GeneratorHarness($"""[Emo.EmoModel("{spec}")] public sealed partial class M;""");
        var compilation = harness.RunAndUpdate();
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.Empty(result.Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        Assert.Empty(harness.Run().Diagnostics);

        image.Position = 0;
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        int methods = 0;
        foreach (var method in metadata.MethodDefinitions.Select(metadata.GetMethodDefinition).Where(method => method.RelativeVirtualAddress != 0))
        {
            var body = file.GetMethodBody(method.RelativeVirtualAddress);
            string name = metadata.GetString(method.Name);
            Assert.True(body.GetILReader().Length <= MaxIlBytes, $"{name} has {body.GetILReader().Length} bytes of IL");
            int locals = body.LocalSignature.IsNil ? 0 : LocalCount(metadata, body.LocalSignature);
            Assert.True(locals <= MaxLocals, $"{name} has {locals} locals");
            methods++;
        }

        Assert.True(methods > 100);
    }

    [Fact]
    public void Generation_is_deterministic_and_independent_of_culture()
    {
        string[] invariant = Generate();
        var previous = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal(invariant, Generate());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    /// <summary>Written by hand: with invariant globalisation the system's cultures are not to be had.</summary>
    private static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    private static string[] Generate() =>
        [.. new GeneratorHarness("""[Emo.EmoModel("emo-1m")] public sealed partial class M;""").Run().GeneratedSources.Select(source => source.SourceText.ToString())];

    private static int LocalCount(MetadataReader metadata, StandaloneSignatureHandle handle)
    {
        var reader = metadata.GetBlobReader(metadata.GetStandaloneSignature(handle).Signature);
        reader.ReadSignatureHeader();
        return reader.ReadCompressedInteger();
    }
}
