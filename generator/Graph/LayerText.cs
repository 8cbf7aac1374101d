namespace Emo.Codegen.Graph;

/// <summary>Blocks in words, for the layer table.</summary>
internal static class LayerText
{
    /// <summary>The kind of block and its operators: "iRMB: attention 7x7, 4 heads; depthwise 3x3".</summary>
    public static string Describe(LayerBlock block)
    {
        string kind = block.Summary.Split(':')[0];
        string operators = string.Join("; ", block.Layers.Where(layer => layer.IsOperator).Select(layer => layer.Description));
        return operators.Length == 0 ? kind : $"{kind}: {operators}";
    }
}
