using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>Final norm of each cell, then the global mean, then the linear layers; norm and activation are the last block's.</summary>
internal static class ClassifierHeadBuilder
{
    public static GraphOutput Build(ClassifierHeadSpec head, BlockSpec lastBlock, Layer input, BlockList blocks)
    {
        var chain = blocks.NewChain(input);
        chain.Norm("norm", lastBlock.Norm);
        chain.GlobalMean();
        if (head.PreWidth > 0)
        {
            chain.Linear("pre_head.0", head.PreWidth);
            chain.Activation(lastBlock.Activation);
        }

        chain.Linear("head", head.Classes);
        var logits = blocks.Add(chain.ToBlock(BlockId.Classifier, "classifier head", $"{input.Output} -> {head.Classes} logits"));
        return new GraphOutput("logits", logits.Id, logits.Output);
    }
}
