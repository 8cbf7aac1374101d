using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Emission;

/// <summary>What users see of the layer table: Describe(), its text, and the remarks on the class.</summary>
public sealed class DescribeTests
{
    private const string Source = """namespace Demo; [Emo.EmoModel("small")] public sealed partial class Model;""";

    private const string Attention =
        """{ "depth": 3, "width": 8, "expansion": 2, "norm": "layer", "activation": "gelu",""" +
        """ "attention": { "headWidth": 4, "window": 3 } }""";

    [Fact]
    public void The_table_has_blocks_layers_and_totals()
    {
        var summary = Describe(TestSpecs.Small(stage: Attention));
        Assert.Equal(["stage0", "stage1.0", "stage1.1", "stage1.2", "head"], summary.Blocks.Select(block => block.Name));
        Assert.Equal(summary.Model.ParameterCount, summary.Blocks.Sum(block => block.Parameters));
        Assert.Equal(summary.Model.MultiplyAdds, summary.Blocks.Sum(block => block.MultiplyAdds));
        Assert.Equal(new FeatureShape(5, 1, 1), summary.Blocks[^1].Output);
        Assert.All(
            summary.Blocks.SelectMany(block => block.Layers).Where(layer => layer.Arena is not null),
            layer => Assert.InRange(layer.Arena!.Value.Offset + layer.Arena.Value.Bytes, 1, summary.Model.ArenaBytes));
    }

    [Fact]
    public void The_text_is_aligned_and_the_same_under_any_culture()
    {
        var summary = Describe(TestSpecs.Small(stage: Attention));
        string text = summary.ToString();
        string[] lines = text.Split('\n');
        int end = lines[2].IndexOf("mult-adds (M)", StringComparison.Ordinal) + "mult-adds (M)".Length;
        Assert.All(lines.Where(line => line.StartsWith("stage", StringComparison.Ordinal)), line => Assert.Equal(end, line.Length));
        Assert.InRange(lines.Max(line => line.Length), 80, 120);
        Assert.Contains("[8, 16, 16]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("conv 1x1", summary.ToString(layers: false), StringComparison.Ordinal);

        var previous = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        comma.NumberFormat.NumberGroupSeparator = ".";
        try
        {
            CultureInfo.CurrentCulture = comma;
            Assert.Equal(text, summary.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = previous;
        }
    }

    [Fact]
    public void The_class_has_the_blocks_as_remarks_and_equal_ones_share_a_line()
    {
        var compilation = new GeneratorHarness(Source, specs: [("small.json", TestSpecs.Small(stage: Attention))]).RunAndUpdate();
        string remarks = XElement.Parse(compilation.GetTypeByMetadataName("Demo.Model")!.GetDocumentationCommentXml()!).Value;
        string[] lines = [.. remarks.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        Assert.StartsWith("small: input [3, 32, 32], ", lines[0], StringComparison.Ordinal);
        Assert.Equal(["stage0", "stage1.0", "stage1.1-2", "head"], lines.Skip(1).Select(line => line.Split(' ')[0]));
        Assert.Contains("(x 2)", lines[3], StringComparison.Ordinal);
    }

    private static ModelSummary Describe(string spec)
    {
        using var image = new MemoryStream();
        Assert.True(new GeneratorHarness(Source, specs: [("small.json", spec)]).RunAndUpdate().Emit(image).Success);
        image.Position = 0;
        var type = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image).GetType("Demo.Model", throwOnError: true)!;
        return (ModelSummary)type.GetMethod("Describe")!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [], null)!;
    }
}
