using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What every generated model holds: the packed weights, shared between the instances made by <see cref="Fork"/>, and
/// an arena of its own. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ModelInstance : IDisposable
{
    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;
    private const int RunningThenDisposed = 3;

    private readonly ModelDefinition _definition;
    private readonly NativeBuffer _weights;
    private readonly EmbeddingNorm? _embeddingNorm;
    private NativeBuffer _arena;
    private PictureBatch? _batch;
    private ThreadTeam? _team;
    private BlockObservation? _observation;
    private int _state;

    /// <param name="definition">What the class says of its network.</param>
    /// <param name="info">The same, with the labels that came with the weights.</param>
    /// <param name="weights">The packed weights, of which the instance is an owner.</param>
    /// <param name="embeddingNorm">The batch norm before the last linear layer, where there is one and it is known.</param>
    internal ModelInstance(ModelDefinition definition, ModelInfo info, NativeBuffer weights, EmbeddingNorm? embeddingNorm)
    {
        _definition = definition;
        _arena = new NativeBuffer(info.ArenaBytes);
        _weights = weights;
        _embeddingNorm = embeddingNorm;
        Info = info;
    }

    /// <summary>What the model is, with the labels that came with the weights.</summary>
    public ModelInfo Info { get; }

    /// <summary>Threads that share the work of a prediction; null is the calling thread alone.</summary>
    /// <exception cref="InvalidOperationException">A prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    public ThreadTeam? Team
    {
        get => _team;
        set
        {
            Enter();
            try
            {
                GrowArena(value?.Threads ?? 1);
                _team = value;
            }
            finally
            {
                Leave();
            }
        }
    }

    /// <summary>Called with the output of each block during a prediction; null costs nothing.</summary>
    /// <exception cref="InvalidOperationException">A prediction is running.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    public BlockObserver? Observer
    {
        get => _observation?.Observer;
        set
        {
            var observation = value is null ? null : new BlockObservation(value);
            Enter();
            _observation = observation;
            Leave();
        }
    }

    /// <summary>
    /// Another instance over the same weights with an arena of its own. Any thread may call it, also while a prediction runs.
    /// </summary>
    /// <exception cref="ObjectDisposedException">This instance has been disposed.</exception>
    public ModelInstance Fork()
    {
        AddWeightsOwner();
        try
        {
            return new ModelInstance(_definition, Info, _weights, _embeddingNorm);
        }
        catch
        {
            _weights.RemoveOwner();
            throw;
        }
    }

    /// <summary>Checks the arguments of a prediction and takes the instance for this thread until the run is disposed.</summary>
    /// <param name="input">The input.</param>
    /// <param name="outputs">What the outputs will be written to.</param>
    /// <param name="outputLength">How long that must be.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin(ReadOnlySpan<float> input, ReadOnlySpan<float> outputs, int outputLength)
    {
        CheckLength(nameof(input), input.Length, Info.Preprocessing.InputLength);
        CheckLength(nameof(outputs), outputs.Length, outputLength);
        return Begin();
    }

    /// <summary>The same for several predictions.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun BeginBatch(ReadOnlySpan<float> inputs, int count, ReadOnlySpan<float> outputs, int outputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        CheckLength(nameof(inputs), inputs.Length, (long)count * Info.Preprocessing.InputLength);
        CheckLength(nameof(outputs), outputs.Length, (long)count * outputLength);
        return Begin();
    }

    /// <summary>Checks what an embedding will be written to, and that there can be one.</summary>
    /// <param name="embedding">What the embedding will be written to.</param>
    /// <param name="length">How long that must be.</param>
    /// <param name="normed">Whether a batch norm is folded into the last linear layer.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="NotSupportedException">The norm is not known.</exception>
    public void CheckEmbedding(ReadOnlySpan<float> embedding, int length, bool normed)
    {
        CheckLength(nameof(embedding), embedding.Length, length);
        if (normed && _embeddingNorm is null)
        {
            throw new NotSupportedException(
                $"The weights of this {Info.Name} are from a file of packed weights that lacks what embeddings need: " +
                "an older version of Emo.Codegen saved it. Load the checkpoint and save the weights again.");
        }
    }

    /// <summary>The same for a prediction whose output stays inside.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin(ReadOnlySpan<float> input)
    {
        CheckLength(nameof(input), input.Length, Info.Preprocessing.InputLength);
        return Begin();
    }

    /// <summary>Takes the instance for this thread until the run is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin()
    {
        Enter();
        return new ModelRun(this);
    }

    /// <summary>Writes the packed weights to a file. Any thread may call it, also while a prediction runs.</summary>
    /// <exception cref="OverflowException">A weight is too large for the storage.</exception>
    /// <exception cref="ObjectDisposedException">This instance has been disposed.</exception>
    public void SaveWeights(string path, WeightStorage storage)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AddWeightsOwner();
        try
        {
            PackedWeightsWriter.Write(path, _definition, Packed(), storage);
        }
        finally
        {
            _weights.RemoveOwner();
        }
    }

    /// <summary>Writes the packed weights to a stream. Any thread may call it, also while a prediction runs.</summary>
    /// <exception cref="ArgumentException">The stream cannot be written.</exception>
    /// <exception cref="OverflowException">A weight is too large for the storage.</exception>
    /// <exception cref="ObjectDisposedException">This instance has been disposed.</exception>
    public void SaveWeights(Stream stream, WeightStorage storage)
    {
        ArgumentNullException.ThrowIfNull(stream);
        AddWeightsOwner();
        try
        {
            PackedWeightsWriter.Write(stream, _definition, Packed(), storage);
        }
        finally
        {
            _weights.RemoveOwner();
        }
    }

    /// <summary>Frees the arena, and the weights with the last instance. While a prediction runs, it is finished first.</summary>
    public void Dispose()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Disposed, Idle))
            {
                case Idle:
                    Release();
                    return;
                case Running when Interlocked.CompareExchange(ref _state, RunningThenDisposed, Running) != Running:
                    continue;
                default:
                    return;
            }
        }
    }

    internal unsafe void Execute(
        delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network, float* input, float* output)
    {
        Run(new Prediction(network, input, _weights.Pointer, _arena.Pointer, output, _observation, batch: null));
        _observation?.ThrowIfFailed();
    }

    internal unsafe void ExecuteBatch(
        delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network,
        float* inputs, int count, float* outputs, int outputLength, CancellationToken cancellationToken)
    {
        long inputLength = Info.Preprocessing.InputLength;
        if (_observation is not null || count == 1)
        {
            // An observer is shown one picture after the other, on the thread that called; a single picture is shared by the team.
            for (int picture = 0; picture < count; picture++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Execute(network, inputs + (picture * inputLength), outputs + ((long)picture * outputLength));
            }

            return;
        }

        var batch = _batch ??= new PictureBatch();
        batch.Grow(Math.Min(_team?.Threads ?? 1, count) - 1, Info.ArenaBytes);
        batch.Begin(
            network, inputs, inputLength, _weights.Pointer, _arena.Pointer, outputs, outputLength, count, cancellationToken);
        try
        {
            Run(new Prediction(network, inputs, _weights.Pointer, _arena.Pointer, outputs, observation: null, batch));
        }
        finally
        {
            batch.End();
        }

        batch.ThrowIfCancelled();
    }

    internal unsafe void ReadEmbedding(long place, Span<float> embedding, bool normed)
    {
        new ReadOnlySpan<float>(_arena.Pointer + place, embedding.Length).CopyTo(embedding);
        if (normed)
            _embeddingNorm!.Apply(embedding);
        foreach (float value in embedding)
        {
            if (!float.IsFinite(value))
            {
                throw new NotFiniteNumberException(
                    $"A value of the embedding of {Info.Name} is {value}: its input or its weights are not finite numbers.", value);
            }
        }
    }

    internal void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return;
        _state = Disposed;
        Release();
    }

    /// <summary>Labels of the class itself need not be in a file: it has them.</summary>
    private PackedModel Packed() => new(_weights, _embeddingNorm, _definition.Info.Labels.IsEmpty ? Info.Labels : []);

    private void Run(in Prediction prediction)
    {
        if (_team is not { } team || !team.TryRun(prediction))
            prediction.Run(Worker.Alone);
    }

    private void AddWeightsOwner()
    {
        bool disposed = Volatile.Read(ref _state) is Disposed or RunningThenDisposed;
        ObjectDisposedException.ThrowIf(disposed || !_weights.TryAddOwner(), typeof(ModelInstance));
    }

    private void Enter()
    {
        switch (Interlocked.CompareExchange(ref _state, Running, Idle))
        {
            case Idle:
                return;
            case Running:
                throw new InvalidOperationException(
                    $"This {Info.Name} instance is in use, on another thread or by the prediction whose observer calls it. " +
                    "One instance makes one prediction at a time: use another one, from Fork(), which shares the weights.");
            default:
                throw new ObjectDisposedException(Info.Name);
        }
    }

    /// <summary>Every worker has scratch memory of its own behind the arena. Nothing in it outlives a prediction.</summary>
    private void GrowArena(int threads)
    {
        long bytes = Info.ArenaBytes + ((threads - 1) * Info.ScratchBytes);
        if (bytes <= _arena.Bytes)
            return;
        var larger = new NativeBuffer(bytes);
        _arena.RemoveOwner();
        _arena = larger;
    }

    private void Release()
    {
        _arena.RemoveOwner();
        _weights.RemoveOwner();
        _batch?.Release();
    }

    private void CheckLength(string name, int actual, long expected)
    {
        if (actual != expected)
            throw new ArgumentException($"{Info.Name} takes {expected} {name} values, but the span has {actual}.", name);
    }
}
