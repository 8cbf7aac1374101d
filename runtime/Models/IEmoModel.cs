namespace Emo;

/// <summary>
/// A compiled EMO network with its weights and an arena of its own. An instance serves one thread at a time;
/// instances that share weights (see <c>Fork</c>) are independent of each other.
/// </summary>
public interface IEmoModel : IDisposable
{
    /// <summary>What this model is: name, shapes, cost, preprocessing.</summary>
    ModelInfo Info { get; }

    /// <summary>Threads that share the work of a prediction; null, the default, is the calling thread alone. The results are the same bits.</summary>
    /// <exception cref="InvalidOperationException">Set while a prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    ThreadTeam? Team { get; set; }
}
