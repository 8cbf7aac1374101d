namespace Emo.Checkpoints;

/// <summary>
/// Which of several state dicts is meant, told by its key: trainers save averages of the weights beside the weights, and the accuracies
/// that are published are those of the averages.
/// </summary>
internal enum StateDictRank
{
    /// <summary><c>net_E</c> of EMO's training code.</summary>
    NetAverage,

    /// <summary><c>model_ema</c>.</summary>
    ModelAverage,

    /// <summary><c>state_dict_ema</c> of timm.</summary>
    TimmAverage,

    /// <summary><c>ema_state_dict</c> of mmengine.</summary>
    StateDictAverage,

    /// <summary><c>ema</c>.</summary>
    Average,

    /// <summary>Lightning's <c>state_dict</c> where <c>current_model_state</c> stands beside it.</summary>
    LightningAverage,

    /// <summary>
    /// <c>net</c>, <c>state_dict</c>, <c>model</c>, <c>model_state_dict</c>: the usual keys, of which none is better; and averages under
    /// other keys than those above.
    /// </summary>
    Weights,

    /// <summary>Under any other key, or at the top level.</summary>
    Other,
}
