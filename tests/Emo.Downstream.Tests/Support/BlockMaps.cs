namespace Emo.Downstream.Tests.Support;

/// <summary>The outputs of all blocks of one run, copied while the model computes.</summary>
internal sealed class BlockMaps
{
    private readonly Dictionary<string, float[]> _maps = [];

    public void Observe(BlockOutput output)
    {
        if (output.IsComputed)
            _maps[output.Name] = output.ToArray();
    }

    public float[] this[string block] => _maps[block];

    /// <summary>The output of a stage: that of its last block.</summary>
    public float[] Stage(int stage) => _maps[_maps.Keys.Last(name => name.StartsWith($"stage{stage}.", StringComparison.Ordinal))];
}
