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
            _ => StateDictRank.Other,
        };
    }
}
