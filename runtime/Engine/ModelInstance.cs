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

    private readonly string _model;
    private readonly NativeBuffer _weights;
    private readonly long _scratchBytes;
    private readonly long _arenaBytes;
    private NativeBuffer _arena;
    private ThreadTeam? _team;
    private BlockObservation? _observation;
    private int _state;

    internal ModelInstance(string model, NativeBuffer weights, long arenaBytes, long scratchBytes)
    {
        _model = model;
        _arenaBytes = arenaBytes;
        _scratchBytes = scratchBytes;
        _arena = new NativeBuffer(arenaBytes);
        _weights = weights;
    }

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
            return new ModelInstance(_model, _weights, _arenaBytes, _scratchBytes);
        }
        catch
        {
            _weights.RemoveOwner();
            throw;
        }
    }

    /// <summary>Checks the arguments of a prediction and takes the instance for this thread until the run is disposed.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin(int inputLength, int expectedInputLength, int outputLength, int expectedOutputLength)
    {
        if (inputLength != expectedInputLength)
            throw LengthMismatch("input", inputLength, expectedInputLength);
        if (outputLength != expectedOutputLength)
            throw LengthMismatch("output", outputLength, expectedOutputLength);
        return Begin();
    }

    /// <summary>The same for a prediction whose output stays inside.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin(int inputLength, int expectedInputLength) =>
        inputLength == expectedInputLength ? Begin() : throw LengthMismatch("input", inputLength, expectedInputLength);

    /// <summary>Takes the instance for this thread until the run is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The instance has been disposed.</exception>
    /// <exception cref="InvalidOperationException">Another thread is using the instance.</exception>
    public ModelRun Begin()
    {
        Enter();
        return new ModelRun(this);
    }

    /// <summary>Writes the packed weights to a file. Any thread may call it, also while a prediction runs.</summary>
    /// <exception cref="ObjectDisposedException">This instance has been disposed.</exception>
    public void SaveWeights(ModelInfo model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AddWeightsOwner();
        try
        {
            PackedWeightsWriter.Write(path, model, _weights);
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
        var prediction = new Prediction(network, input, _weights.Pointer, _arena.Pointer, output, _observation);
        if (_team is not { } team || !team.TryRun(prediction))
            prediction.Run(Worker.Alone);
        _observation?.ThrowIfFailed();
    }

    internal void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return;
        _state = Disposed;
        Release();
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
                    $"This {_model} instance is in use, on another thread or by the prediction whose observer calls it. " +
                    "One instance makes one prediction at a time: use another one, from Fork(), which shares the weights.");
            default:
                throw new ObjectDisposedException(_model);
        }
    }

    /// <summary>Every worker has scratch memory of its own behind the arena. Nothing in it outlives a prediction.</summary>
    private void GrowArena(int threads)
    {
        long bytes = _arenaBytes + ((threads - 1) * _scratchBytes);
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
    }

    private ArgumentException LengthMismatch(string name, int actual, int expected) =>
        new($"{_model} takes {expected} {name} values, but the span has {actual}.", name);
}
