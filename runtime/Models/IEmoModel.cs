namespace Emo;

/// <summary>
/// A compiled EMO network with its weights and an arena of its own. An instance serves one thread at a time;
/// instances that share weights (see <c>Fork</c>) are independent of each other.
/// </summary>
public interface IEmoModel : IDisposable
{
    /// <summary>What this model is: name, shapes, cost, preprocessing.</summary>
    ModelInfo Info { get; }

    /// <summary>
    /// Threads that share the work of a prediction; null, the default, is the calling thread alone. The results are
    /// the same bits.
    /// </summary>
    /// <exception cref="InvalidOperationException">Set while a prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    ThreadTeam? Team { get; set; }

    /// <summary>
    /// Called with the output of each block during a prediction; null, the default, costs nothing. For debugging a port, and for
    /// profiles: see <see href="docs/debugging.md">debugging.md</see>.
    /// </summary>
    /// <remarks>
    /// It is called on the thread that called the model, in the order of execution, also with a team. What it throws is thrown
    /// by the prediction when that is complete; blocks after the failure are not shown. The instance is in use meanwhile: to predict
    /// with it, or to set its team or observer, is an <see cref="InvalidOperationException"/>. The observer may fork it, save its
    /// weights, and dispose it or its team, which takes effect when the prediction is over. Forks have no observer.
    /// </remarks>
    /// <exception cref="InvalidOperationException">Set while a prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    BlockObserver? Observer { get; set; }

    /// <summary>
    /// Saves the weights as they lie in memory, for the model's <c>Load</c>, which reads such a file faster
    /// than the checkpoint. See <see href="docs/packed-weights.md">packed-weights.md</see>. Any thread may call it, also while a
    /// prediction runs.
    /// </summary>
    /// <param name="path">
    /// The file to write. It is replaced when it is complete, so that no half a file is ever seen, and keeps its permissions. A link is
    /// followed, also one to a file that does not exist yet.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a pipe or a device; what was there before is untouched.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
    void SaveWeights(string path);
}
