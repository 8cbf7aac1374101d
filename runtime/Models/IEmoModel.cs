namespace Emo;

/// <summary>
/// A compiled EMO network with its weights and an arena of its own. An instance serves one thread at a time;
/// instances that share weights (see <c>Fork</c>) are independent of each other.
/// </summary>
public interface IEmoModel : IDisposable
{
    /// <summary>What this model is: name, shapes, cost, preprocessing.</summary>
    ModelInfo Info { get; }
}
