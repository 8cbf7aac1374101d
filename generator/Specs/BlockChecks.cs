using System.Globalization;
using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>Whether the numbers of a block fit each other. Upstream's constructor does not ask; its forward pass fails.</summary>
internal sealed class BlockChecks(
    BlockSpec spec, bool isDoubled, bool isFirst, int inputWidth, Func<string, ObjectReader> ownerOf, Problems problems)
{
    private int ExpandedWidth => spec.ExpandedWidth(inputWidth);

    public void Report()
    {
        if (ExpandedWidth < 1)
        {
            int channels = isDoubled ? 2 * inputWidth : inputWidth;
            var owner = ownerOf("expansion");
            owner.OutOfRange("expansion", owner.At("expansion"), $"large enough to leave a channel of {Text(channels)}");
            return;
        }

        if (spec.Expand.Count == 0 && spec.Expansion != 1)
            ownerOf("expansion").OutOfRange("expansion", ownerOf("expansion").At("expansion"), "1 where 'expand' is empty");
        SqueezeExcites.Check(ownerOf("squeezeExcite"), ExpandedWidth, spec.SqueezeExcite);
        foreach (var plain in spec.Expand.Where(each => each.Kind == ExpandKind.Plain))
            CheckGroups(plain.Groups);
        if (spec.Attention is { } attention)
            CheckHeads(attention);
    }

    private void CheckGroups(int groups)
    {
        if (inputWidth % groups == 0 && ExpandedWidth % groups == 0)
            return;
        problems.Add(
            SpecDiagnostics.Inconsistent,
            ownerOf("expandGroups").At("expandGroups"),
            $"{Text(groups)} groups do not divide both the {Text(inputWidth)} channels of the input and the {Text(ExpandedWidth)} " +
            "expanded ones");
    }

    private void CheckHeads(AttentionSpec attention)
    {
        if (inputWidth % attention.HeadWidth != 0)
        {
            string width = isFirst ? "the width of the stage before" : "the stage's width";
            problems.Add(
                SpecDiagnostics.Inconsistent,
                ownerOf("attention").At("attention", "headWidth"),
                $"The head width {Text(attention.HeadWidth)} does not divide {width} {Text(inputWidth)}; " +
                $"the nearest that does is {Text(NearestDivisor(inputWidth, attention.HeadWidth))}");
            return;
        }

        int heads = inputWidth / attention.HeadWidth;
        bool splitsExpanded = attention.GroupedValue || attention.HasValueBefore;
        if (splitsExpanded && ExpandedWidth % heads != 0)
        {
            string value = attention.GroupedValue ? "a grouped value" : "a value before the attention";
            problems.Add(
                SpecDiagnostics.Inconsistent,
                ownerOf("expansion").At("expansion"),
                $"The expanded width {Text(ExpandedWidth)} is not divisible by the {Text(heads)} heads, among which {value} is split");
        }
    }

    private static int NearestDivisor(int number, int wanted) =>
        Enumerable.Range(1, number).Where(candidate => number % candidate == 0).OrderBy(candidate => Math.Abs(candidate - wanted)).First();

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
