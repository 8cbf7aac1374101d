using Emo.Codegen.Diagnostics;

namespace Emo.Codegen.Specs;

/// <summary>
/// Resolves one block: its own settings over those of its stage. The first block of a stage has twice the stage's expansion and expands
/// by a 1x1 convolution alone, as in upstream, unless its own settings say otherwise.
/// </summary>
internal sealed class BlockReader(
    ObjectReader stage, BlockSettings defaults, ObjectReader? block, int inputWidth, int? firstStride, Problems problems)
{
    /// <summary>Upstream's, for the first block of a stage whose blocks have no depthwise convolution.</summary>
    private const int FirstKernel = 5;

    private static readonly string[] s_ofPlain = ["expandKernel", "expandGroups"];

    /// <summary>The first block has the stride of its stage.</summary>
    private bool IsFirst => firstStride is not null;

    public BlockSpec Read()
    {
        var settings = block is null ? defaults : defaults.ReadBlock(block, problems);
        block?.Finish();

        var parts = settings.Expand is null ? ByOperator(settings) : ByList(settings);
        bool attends = parts.Expand.Any(each => each.Kind.Attends());
        bool isDoubled = IsFirst && !Writes("expansion") && parts.Expand.Count > 0;
        var spec = new BlockSpec(
            firstStride ?? 1,
            isDoubled ? 2 * settings.Expansion : settings.Expansion,
            parts.Expand,
            parts.HasDepthwise ? new DepthwiseSpec(parts.KernelSize, settings.DepthwiseNorm, settings.DepthwiseActivation) : null,
            settings.InnerSkip && parts.HasInnerSkip,
            settings.Norm,
            settings.Activation,
            settings.SqueezeExcite,
            settings.Bias,
            attends ? settings.Attention : null,
            settings.LayerScale);
        if (spec.Stride > 1 && spec.Depthwise is null && parts.WrittenOperator is null)
        {
            var owner = Owner("kernel");
            owner.OutOfRange("kernel", owner.At("kernel"), "above 0 in the first block of a stage, which has the stride");
        }

        new BlockChecks(spec, isDoubled, IsFirst, inputWidth, Owner, problems).Report();
        return spec;
    }

    /// <summary>EMO's way: an operator, which says whether there are an attention and a depthwise convolution.</summary>
    private Parts ByOperator(BlockSettings settings)
    {
        var kind = Operator(settings);
        if (settings.KernelSize == 0)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("kernel").At("kernel"),
                "A 'kernel' of 0 goes with 'expand'; without that, 'operator' says whether there is a depthwise convolution");
        }

        if (kind.HasAttention() && settings.Attention is null)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("operator").At("operator"),
                $"The operator '{Text(kind)}' needs the property 'attention'");
        }

        if (kind.HasAttention())
            CheckUnused(Writes("operator") || Writes("attention"));
        var expand = kind.HasAttention() ? new ExpandOperator(ExpandKind.Remote) : Plain(settings);
        return new Parts(
            new[] { expand }.ToEquatableArray(), settings.KernelSize, kind.HasDepthwise(), HasInnerSkip: kind.HasDepthwise(), kind);
    }

    /// <summary>EMOv2's way: a list of what the block expands with, and a kernel that may be missing.</summary>
    private Parts ByList(BlockSettings settings)
    {
        if (settings.Operator is not null)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("operator").At("operator"),
                "'operator' and 'expand' say the same in two ways: leave one of them out");
        }

        bool isOwn = !IsFirst || Writes("expand");
        var kinds = isOwn
            ? settings.Expand!.Value.Select(each => each.Kind == ExpandKind.Plain ? Plain(settings) : each).ToEquatableArray()
            : new[] { Plain(settings) }.ToEquatableArray();
        if (isOwn && kinds.All(each => each.Kind != ExpandKind.Plain))
            CheckUnused(Writes("expand"));
        if (kinds.Any(each => each.Kind.Attends()) && settings.Attention is null)
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner("expand").At("expand"),
                "The operators 'remote', 'close' and 'hybrid' need the property 'attention'");
        }

        int kernelSize = settings.KernelSize == 0 && IsFirst && !Writes("kernel") ? FirstKernel : settings.KernelSize;
        return new Parts(kinds, kernelSize, HasDepthwise: kernelSize > 0, HasInnerSkip: true, WrittenOperator: null);
    }

    /// <summary>The first block takes a larger kernel and groups only where they are written for it.</summary>
    private ExpandOperator Plain(BlockSettings settings) => new(
        ExpandKind.Plain,
        IsFirst && !Writes("expandKernel") ? 1 : settings.ExpandKernelSize,
        IsFirst && !Writes("expandGroups") ? 1 : settings.ExpandGroups);

    /// <param name="isOwn">Whether the block differs from its stage, whose settings may then be those of other blocks.</param>
    private void CheckUnused(bool isOwn)
    {
        foreach (string property in s_ofPlain.Where(name => Owner(name).Has(name) && (Writes(name) || !isOwn)))
        {
            problems.Add(
                SpecDiagnostics.Inconsistent,
                Owner(property).At(property),
                $"'{property}' is of the convolution that 'plain' expands with, which is not there");
        }
    }

    private OperatorKind Operator(BlockSettings settings)
    {
        bool writesAttention = Writes("attention");
        if (Writes("operator"))
        {
            var written = settings.Operator ?? OperatorKind.Depthwise;
            if (!written.HasAttention() && writesAttention && settings.Attention is not null)
                problems.Add(SpecDiagnostics.Inconsistent, block!.At("attention"), $"The operator '{Text(written)}' has no attention");
            if (firstStride > 1 && !written.HasDepthwise())
                problems.Add(SpecDiagnostics.StrideWithoutDepthwise, block!.At("operator"), Text(written));
            return written;
        }

        bool hasDepthwise = IsFirst || (settings.Operator?.HasDepthwise() ?? true);
        bool hasAttention = writesAttention || (settings.Operator is null && !IsFirst)
            ? settings.Attention is not null
            : !IsFirst && (settings.Operator?.HasAttention() ?? false);
        return (hasDepthwise, hasAttention) switch
        {
            (true, true) => OperatorKind.Both,
            (true, false) => OperatorKind.Depthwise,
            (false, true) => OperatorKind.Attention,
            (false, false) => OperatorKind.None,
        };
    }

    private static string Text(OperatorKind kind) => kind.ToString().ToLowerInvariant();

    private bool Writes(string name) => block is not null && block.Has(name);

    /// <summary>Where a setting of this block is written, for the place of a problem.</summary>
    private ObjectReader Owner(string name) => Writes(name) ? block! : stage;

    /// <summary>What a block consists of, whichever way it is written.</summary>
    private sealed record Parts(
        EquatableArray<ExpandOperator> Expand, int KernelSize, bool HasDepthwise, bool HasInnerSkip, OperatorKind? WrittenOperator);
}
