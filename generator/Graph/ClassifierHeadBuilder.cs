using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>
/// Final norm of each cell, a 1x1 convolution if the spec has one, then the global mean, then the linear layers; the norm and the
/// pre-head's activation are the last block's.
/// </summary>
internal static class ClassifierHeadBuilder
{
    public static GraphOutput Build(ClassifierHeadSpec head, BlockSpec lastBlock, ClassifierNames names, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        if (lastBlock.Norm.Placement == NormPlacement.Before)
            chain.Norm(names.Norm, lastBlock.Norm.Kind, lastBlock.Norm.Epsilon);
        if (head.ConvolutionWidth > 0)
        {
            chain.Convolution(names.Convolution, head.ConvolutionWidth, kernelSize: 1, stride: 1, groups: 1, bias: false);
            chain.Norm(names.ConvolutionNorm, NormKind.Batch, lastBlock.Norm.Epsilon);
            chain.Activation(head.Activation);
        }

        chain.GlobalMean();
        if (head.PreWidth > 0)
        {
            chain.Linear(names.PreHead, head.PreWidth);
            chain.Activation(lastBlock.Activation);
        }

        chain.Linear(names.Head, head.Classes);
        var logits = blocks.Add(chain.ToBlock(BlockId.Classifier, "classifier head", $"{input.Output} -> {head.Classes} logits"));
        return new GraphOutput("logits", logits.Id, logits.Output);
    }
}
