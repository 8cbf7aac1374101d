namespace Emo;

/// <summary>
/// A compiled EMO network with its weights and an arena of its own. An instance serves one thread at a time;
/// instances that share weights (see <c>Fork</c>) are independent of each other.
/// </summary>
/// <remarks>
/// Generated classes have every member. Those that can be derived from others, or that a model need not have, have a body here, for a
/// stand-in in an application's tests: <see href="docs/testing.md">docs/testing.md</see>.
/// </remarks>
public interface IEmoModel : IDisposable
{
    /// <summary>What this model is: name, shapes, cost, preprocessing, and the labels that go with its weights.</summary>
    ModelInfo Info { get; }

    /// <summary>
    /// The raw outputs in the order in which they lie in the outputs buffer, planar. A classifier: <c>logits</c>, of 1x1 cells. A detector:
    /// for each level <c>cls.0</c>, <c>reg.0</c> and so on, channels anchor-major, as mmdetection's head gives them. A segmenter:
    /// <c>logits</c>, before any resize. A backbone: a map for each stage that its spec names.
    /// </summary>
    IReadOnlyList<FeatureMap> Outputs { get; }

    /// <summary>The length of the outputs buffer: the sum of the maps' lengths.</summary>
    int OutputLength => StandIn.OutputLength(this);

    /// <summary>
    /// Threads that share the work of a prediction; null, the default, is the calling thread alone. The results are
    /// the same bits.
    /// </summary>
    /// <exception cref="NotSupportedException">A team is set, and the class is a stand-in without threads.</exception>
    /// <exception cref="InvalidOperationException">Set while a prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    ThreadTeam? Team { get => null; set => StandIn.Refuse(this, nameof(Team), value); }

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
    /// <exception cref="NotSupportedException">An observer is set, and the class is a stand-in without blocks.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    BlockObserver? Observer { get => null; set => StandIn.Refuse(this, nameof(Observer), value); }

    /// <summary>Computes the raw outputs of one input. Allocates nothing.</summary>
    /// <param name="input">Planar (CHW) normalised input: 3 x height x width values.</param>
    /// <param name="outputs">Receives all maps of <see cref="Outputs"/>: <see cref="OutputLength"/> values.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The instance is in use: on another thread, or by the prediction whose observer makes this call.
    /// </exception>
    void Predict(ReadOnlySpan<float> input, Span<float> outputs);

    /// <summary>
    /// Computes the raw outputs of several inputs, each as <see cref="Predict"/> does, to the bit. With a <see cref="Team"/> its threads
    /// take whole pictures, which is faster than sharing each of them where there are as many pictures as threads, or more: nobody waits in
    /// between. A single picture is shared. Without a team, or where the model has an <see cref="Observer"/> or the team is busy, they
    /// follow each other. The instance keeps an arena for each thread that took pictures; once it has them, nothing is allocated.
    /// </summary>
    /// <param name="inputs">The inputs, one behind the other: <paramref name="count"/> x 3 x height x width values.</param>
    /// <param name="count">How many there are, 0 or more.</param>
    /// <param name="outputs">
    /// Receives the outputs, one behind the other: <paramref name="count"/> x <see cref="OutputLength"/> values.
    /// </param>
    /// <param name="cancellationToken">Asked before each picture.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The instance is in use: on another thread, or by the prediction whose observer makes this call.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled. Some of the outputs may have been written.</exception>
    void PredictBatch(ReadOnlySpan<float> inputs, int count, Span<float> outputs, CancellationToken cancellationToken = default) =>
        StandIn.PredictBatch(this, inputs, count, outputs, cancellationToken);

    /// <summary>
    /// Saves the packed weights, for the model's <c>Load</c>, which reads such a file faster
    /// than the checkpoint. See <see href="docs/packed-weights.md">packed-weights.md</see>. Any thread may call it, also while a
    /// prediction runs.
    /// </summary>
    /// <param name="path">
    /// The file to write. It is replaced when it is complete, so that no half a file is ever seen, and keeps its permissions. A link is
    /// followed, also one to a file that does not exist yet.
    /// </param>
    /// <param name="storage">How the file holds the weights; as they lie in memory by default.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="storage"/> is an unknown value.</exception>
    /// <exception cref="OverflowException">
    /// A weight is beyond half precision's range, 65,504; the message names its layer. No file was touched.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="IOException">
    /// The file cannot be written, or is a pipe or a device; what was there before is untouched.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written, or is a folder.</exception>
    /// <exception cref="NotSupportedException">The class is a stand-in without weights.</exception>
    void SaveWeights(string path, WeightStorage storage = WeightStorage.Float32) => throw StandIn.Without(this, "weights");

    /// <summary>The same into a stream, from where it stands. It is left open behind what was written.</summary>
    /// <param name="stream">A stream that can be written.</param>
    /// <param name="storage">How the weights are held; as they lie in memory by default.</param>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be written.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="storage"/> is an unknown value.</exception>
    /// <exception cref="OverflowException">
    /// A weight is beyond half precision's range, 65,504; the message names its layer. Nothing was written.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="IOException">The stream cannot be written. Some of it may have been.</exception>
    /// <exception cref="NotSupportedException">The class is a stand-in without weights.</exception>
    void SaveWeights(Stream stream, WeightStorage storage = WeightStorage.Float32) => throw StandIn.Without(this, "weights");
}
