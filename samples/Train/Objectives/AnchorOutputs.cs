using TorchSharp;

namespace Emo.Train.Objectives;

/// <summary>The outputs of a detector as one row for each anchor.</summary>
internal static class AnchorOutputs
{
    /// <param name="outputs"><c>cls.0, reg.0, cls.1, ...</c>, each [batch, anchors of a cell x values, height, width].</param>
    /// <param name="first">0 for the scores, 1 for the deltas.</param>
    /// <param name="values">How many there are of an anchor.</param>
    /// <returns>[batch x all anchors, values], in the order of <see cref="AnchorGrid"/> for each picture.</returns>
    public static torch.Tensor Rows(IReadOnlyList<torch.Tensor> outputs, int first, int values)
    {
        var levels = new List<torch.Tensor>();
        for (int i = first; i < outputs.Count; i += 2)
            levels.Add(outputs[i].permute(0, 2, 3, 1).reshape(outputs[i].shape[0], -1, values));
        return torch.cat(levels, dim: 1).reshape(-1, values);
    }
}
