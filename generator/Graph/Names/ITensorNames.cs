using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// What a family of checkpoints calls the modules of backbone and classifier head. Norms are batch norms: a layer norm adds <c>.norm</c>,
/// as upstream's wrapper of it does.
/// </summary>
internal interface ITensorNames
{
    /// <summary>The key of a training checkpoint that goes before the averaged weights; null: the averages go first.</summary>
    string? PreferredKey { get; }

    StemNames Stem { get; }

    /// <param name="blocks">How many blocks there are behind the stem.</param>
    ClassifierNames Classifier(int blocks);

    /// <param name="id">The block.</param>
    /// <param name="position">Its place among all blocks behind the stem, from 0.</param>
    /// <param name="expand">What it expands with.</param>
    BlockNames Block(BlockId id, int position, EquatableArray<ExpandOperator> expand);

    /// <summary>What the tensors of the stages behind a stage begin with: those that this spec has, or a longer one.</summary>
    /// <param name="stage">The last stage that runs, 0 being the stem.</param>
    /// <param name="blocks">How many blocks run, the stem not counted.</param>
    IEnumerable<string> PrefixesBehind(int stage, int blocks);
}

/// <summary>Modules of the stem.</summary>
internal sealed record StemNames(
    string Convolution, string Norm, string Depthwise, string DepthwiseNorm, string SqueezeExcite, string Project);

/// <summary>Modules of a block. <see cref="Operators"/> has an entry for each of what it expands with.</summary>
internal sealed record BlockNames(
    string Norm,
    EquatableArray<OperatorNames> Operators,
    string Depthwise,
    string DepthwiseNorm,
    string SqueezeExcite,
    string Project,
    string ProjectNorm,
    string LayerScale);

/// <summary>
/// Modules of an operator. An attention's queries and keys are <c>Attention.qk.conv</c>, a value before it is <c>Attention.v.conv</c>.
/// </summary>
internal sealed record OperatorNames(string Attention, string Convolution, string Norm);

/// <summary>Modules of a classifier's head. <see cref="Prefixes"/> are what all of them begin with.</summary>
internal sealed record ClassifierNames(
    string Norm, string Convolution, string ConvolutionNorm, string PreHead, string Head, EquatableArray<string> Prefixes);
