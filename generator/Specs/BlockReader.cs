using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>
/// Resolves one block: its own settings over those of its stage. The first block of a stage has twice the stage's expansion
/// and no attention, as in upstream, unless its own settings say otherwise.
/// </summary>
internal sealed class BlockReader(
    ObjectReader stage, BlockSettings defaults, ObjectReader? block, bool isFirst, int inputWidth, Problems problems)
{
    public BlockSpec Read()
    {
        var settings = block is null ? defaults : defaults.ReadBlock(block);
        block?.Finish();

        var kind = Operator(settings);
        var attention = kind.HasAttention() ? settings.Attention : null;
        bool isDoubled = isFirst && !Writes("expansion");
        var spec = new BlockSpec(
            isDoubled ? 2 * settings.Expansion : settings.Expansion,
            kind,
            settings.KernelSize,
            settings.Norm,
            settings.Activation,
            settings.SqueezeExcite,
            settings.Bias,
            attention);
        Check(spec, isDoubled);
        return spec;
    }

    private OperatorKind Operator(BlockSettings settings)
    {
        bool writesAttention = Writes("attention");
        if (Writes("operator"))
        {
            var written = settings.Operator ?? OperatorKind.Depthwise;
            if (!written.HasAttention() && writesAttention && settings.Attention is not null)
                problems.Add(SpecDiagnostics.Inconsistent, block!.At("attention"), $"The operator '{Text(written)}' has no attention");
            if (isFirst && !written.HasDepthwise())
                problems.Add(SpecDiagnostics.StrideWithoutDepthwise, block!.At("operator"), Text(written));
            return written;
        }

        bool hasDepthwise = isFirst || (settings.Operator?.HasDepthwise() ?? true);
        bool hasAttention = writesAttention || (settings.Operator is null && !isFirst)
            ? settings.Attention is not null
            : !isFirst && (settings.Operator?.HasAttention() ?? false);
        return (hasDepthwise, hasAttention) switch
        {
            (true, true) => OperatorKind.Both,
            (true, false) => OperatorKind.Depthwise,
            (false, true) => OperatorKind.Attention,
            (false, false) => OperatorKind.None,
        };
    }

    private static string Text(OperatorKind kind) => kind.ToString().ToLowerInvariant();

    private void Check(BlockSpec spec, bool isDoubled)
    {
        if (spec.ExpandedWidth(inputWidth) < 1)
        {
            int channels = isDoubled ? 2 * inputWidth : inputWidth;
            var owner = Owner("expansion");
            owner.OutOfRange("expansion", owner.At("expansion"), $"large enough to leave a channel of {channels}");
            return;
        }

        SqueezeExcites.Check(Owner("squeezeExcite"), spec.ExpandedWidth(inputWidth), spec.SqueezeExcite);
        if (spec.Attention is { } attention)
        {
            CheckHeads(attention, spec.ExpandedWidth(inputWidth));
        }
        else if (spec.Operator.HasAttention())
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("operator").At("operator"),
                $"The operator '{Text(spec.Operator)}' needs the property 'attention'");
        }
    }

    private void CheckHeads(AttentionSpec attention, int expandedWidth)
    {
        if (inputWidth % attention.HeadWidth != 0)
        {
            string width = isFirst ? "the width of the stage before" : "the stage's width";
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("attention").At("attention", "headWidth"),
                $"The head width {attention.HeadWidth} does not divide {width} {inputWidth}; " +
                $"the nearest that does is {NearestDivisor(inputWidth, attention.HeadWidth)}");
            return;
        }

        int heads = inputWidth / attention.HeadWidth;
        bool splitsExpanded = attention.GroupedValue || attention.HasValueBefore;
        if (splitsExpanded && expandedWidth % heads != 0)
        {
            string value = attention.GroupedValue ? "a grouped value" : "a value before the attention";
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("expansion").At("expansion"),
                $"The expanded width {expandedWidth} is not divisible by the {heads} heads, among which {value} is split");
        }
    }

    private bool Writes(string name) => block is not null && block.Has(name);

    /// <summary>Where a setting of this block is written, for the place of a problem.</summary>
    private ObjectReader Owner(string name) => Writes(name) ? block! : stage;

    private static int NearestDivisor(int number, int wanted) =>
        Enumerable.Range(1, number).Where(candidate => number % candidate == 0).OrderBy(candidate => Math.Abs(candidate - wanted)).First();
}
