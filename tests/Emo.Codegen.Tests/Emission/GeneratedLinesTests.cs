using System.Globalization;
using System.Text.RegularExpressions;
using Emo.Codegen.Emission;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Tests.Emission;

/// <summary>People read and step through the generated code of the shipped models.</summary>
public sealed partial class GeneratedLinesTests
{
    private const int Columns = 140;

    public static TheoryData<string> Specs => [.. ShippedSpecs.Names];

    [Theory]
    [MemberData(nameof(Specs))]
    public void No_line_is_wider_than_an_editor(string spec)
    {
        var tooWide =
            from source in Generate(spec)
            from line in WithoutLabels(source.Text).Split('\n')
            where line.Length > Columns
            select $"{source.HintName}, {line.Length} columns: {line.Trim()}";
        AssertNone(tooWide);
    }

    /// <summary>A description that leaves no room for numbers has a line of its own in front of them.</summary>
    [Fact]
    public void The_numbers_of_a_wide_table_stand_in_columns()
    {
        string[] rows = [.. Generate("retinanet-emo-1m").Last().Text.Split('\n').Where(line => line.EndsWith(" M multiply-adds"))];
        Assert.NotEmpty(rows);
        Assert.Single(rows.Select(row => row.IndexOf(" parameters", StringComparison.Ordinal)).Distinct());
    }

    /// <summary>One trip is no loop, and its variable says nothing.</summary>
    [Theory]
    [MemberData(nameof(Specs))]
    public void No_loop_has_one_trip(string spec)
    {
        var sources = Generate(spec);
        var loops = sources.SelectMany(source => ConstantLoop().Matches(source.Text)).ToList();
        Assert.NotEmpty(loops);
        AssertNone(loops.Where(loop => Trips(loop) < 2).Select(loop => loop.Value));
    }

    [Theory]
    [InlineData("for (int c = 0; c < 16; c += 16)", 1)]
    [InlineData("for (int c = 0; c < 17; c += 16)", 2)]
    [InlineData("for (int column = 3; column < 4; column++, x += 32)", 1)]
    [InlineData("for (int i = 4; i < 4; i++)", 0)]
    [InlineData("for (int q = 8; q < 49; q += 8)", 6)]
    public void Trips_are_counted(string loop, int trips) => Assert.Equal(trips, Trips(ConstantLoop().Match(loop)));

    private static IEnumerable<GeneratedSource> Generate(string spec)
    {
        var target = new ModelTarget("Demo", EquatableArray<string>.Empty, "Model");
        var model = ModelCompiler.Plan(target, "Demo.Model", ShippedSpecs.Find(spec)!.Spec!);
        var implementation = ModelCompiler.EmitImplementation(model);
        var shared = ModelCompiler.EmitShared([implementation], VectorTarget.All);
        return [.. implementation.Sources, .. shared, ModelCompiler.EmitApi(model)];
    }

    /// <summary>A failure names them all, in full.</summary>
    private static void AssertNone(IEnumerable<string> findings)
    {
        string text = string.Join("\n", findings);
        Assert.True(text.Length == 0, text);
    }

    /// <summary>Labels are the user's, a line each.</summary>
    private static string WithoutLabels(string source) => Labels().Replace(source, "");

    private static int Trips(Match loop)
    {
        int start = Number("start"), end = Number("end"), step = loop.Groups["step"].Success ? Number("step") : 1;
        return Math.Max(0, (end - start + step - 1) / step);

        int Number(string group) => int.Parse(loop.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"for \(int (?<i>\w+) = (?<start>\d+); \k<i> < (?<end>\d+); \k<i>(\+\+| \+= (?<step>\d+))")]
    private static partial Regex ConstantLoop();

    [GeneratedRegex("\"\"\"+\n.*?\n *\"\"\"+;", RegexOptions.Singleline)]
    private static partial Regex Labels();
}
