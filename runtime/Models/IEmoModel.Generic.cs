using System.Reflection;

namespace Emo;

/// <summary>A compiled network known at compile time, for generic code: a pool of forks, a registration, a test.</summary>
/// <typeparam name="TSelf">The class that carries <c>[EmoModel]</c>.</typeparam>
public interface IEmoModel<TSelf> : IEmoModel
    where TSelf : IEmoModel<TSelf>
{
    /// <summary>What the model is, known before any weights are loaded.</summary>
    static abstract ModelInfo ModelInfo { get; }

    /// <summary>The layer table: operators, output shapes, parameters, multiply-adds, places in the arena. It needs no weights.</summary>
    static abstract ModelSummary Describe();

    /// <summary>
    /// Loads the weights from a checkpoint file (safetensors or PyTorch's, see <see href="docs/checkpoints.md">checkpoints.md</see>), a
    /// folder with one, or a file of packed weights that <see cref="IEmoModel.SaveWeights(string, WeightStorage)"/> wrote. Prefixes of all
    /// names, and of a backbone the tensors of a head, are accepted as <see href="docs/checkpoints.md">checkpoints.md</see> says.
    /// </summary>
    /// <param name="path">The file or folder.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit this model.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract TSelf Load(string path);

    /// <summary>Loads the weights from an open checkpoint, which may be disposed afterwards.</summary>
    /// <param name="checkpoint">The checkpoint, opened with the options that it needs.</param>
    /// <exception cref="CheckpointException">The checkpoint does not fit this model.</exception>
    /// <exception cref="ObjectDisposedException">The checkpoint has been disposed.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract TSelf Load(Checkpoint checkpoint);

    /// <summary>
    /// Loads the weights from memory: the whole of a checkpoint file or of a file of packed weights. The memory is not copied as a whole,
    /// and not needed afterwards. Folders and sharded checkpoints are opened by their path.
    /// </summary>
    /// <param name="file">The file's bytes.</param>
    /// <exception cref="CheckpointException">The bytes are not a valid checkpoint, or do not fit this model.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract TSelf Load(ReadOnlyMemory<byte> file);

    /// <summary>
    /// Loads the weights from a stream, which is read from where it stands to its end and left open: a checkpoint file or a file of packed
    /// weights. A stream over memory or over a file is read at positions; what is read of any other stays in memory while it is loaded.
    /// Folders and sharded checkpoints are opened by their path.
    /// </summary>
    /// <param name="stream">The file's bytes.</param>
    /// <exception cref="ArgumentException"><paramref name="stream"/> cannot be read.</exception>
    /// <exception cref="CheckpointException">
    /// The stream is not a valid checkpoint, does not fit this model, or stands at its end.
    /// </exception>
    /// <exception cref="IOException">Reading failed, or the stream, which is no file, has more than 2 GB.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract TSelf Load(Stream stream);

    /// <summary>
    /// Loads the weights from a file that is embedded in an assembly (an <c>EmbeddedResource</c> item). It is read where it lies.
    /// </summary>
    /// <param name="assembly">The assembly: <c>typeof(Program).Assembly</c>.</param>
    /// <param name="resource">The resource's name, its <c>LogicalName</c> where the project gives one.</param>
    /// <exception cref="FileNotFoundException">There is no such resource; the message lists those that there are.</exception>
    /// <exception cref="CheckpointException">The resource is not a valid checkpoint, or does not fit this model.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract TSelf Load(Assembly assembly, string resource);

    /// <summary>
    /// The same as <see cref="Load(Stream)"/> for a stream that may only be read asynchronously. What is not in memory yet is read into it
    /// first, files too: 2 GB at most. Loading itself runs where the reading was completed.
    /// </summary>
    /// <inheritdoc cref="Load(Stream)"/>
    /// <param name="stream">The file's bytes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">It was cancelled while the stream was read.</exception>
    /// <exception cref="InvalidOperationException">The class was generated for the runtime of another version.</exception>
    static abstract Task<TSelf> LoadAsync(Stream stream, CancellationToken cancellationToken = default);

    /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    TSelf Fork();
}
