namespace Emo.Checkpoints;

/// <summary>The rank of a state dict by its key.</summary>
internal static class StateDictRanks
{
    /// <param name="key">The key that leads to it.</param>
    /// <param name="outer">The rank of what it is in: what an average holds is one.</param>
    /// <param name="besideCurrent">True when <c>current_model_state</c> stands beside it.</param>
    public static StateDictRank Of(string key, StateDictRank outer, bool besideCurrent)
    {
        if (outer < StateDictRank.Weights)
            return outer;
        return key switch
        {
            "net_E" => StateDictRank.NetAverage,
            "model_ema" => StateDictRank.ModelAverage,
            "state_dict_ema" => StateDictRank.TimmAverage,
            "ema_state_dict" => StateDictRank.StateDictAverage,
            "ema" => StateDictRank.Average,
            "state_dict" when besideCurrent => StateDictRank.LightningAverage,
            "net" or "state_dict" or "model" or "model_state_dict" => StateDictRank.Weights,
            _ => IsAverage(key) ? StateDictRank.Weights : StateDictRank.Other,
        };
    }

    // An average that nobody knows where the weights stand too: that both are of one rank makes it an error not to choose.
    private static bool IsAverage(string key) => key.ToLowerInvariant().Split('_', '.', '-', ' ').Any(
        word => word is "ema" or "swa" or "avg" || word.StartsWith("averag", StringComparison.Ordinal));
}
