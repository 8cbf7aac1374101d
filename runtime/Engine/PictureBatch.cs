namespace Emo.CompilerServices;

/// <summary>
/// Predictions of which each worker takes one after the other for itself, in an arena of its own. Made once for an instance and used again.
/// </summary>
internal sealed unsafe class PictureBatch
{
    private NativeBuffer[] _arenas = [];
    private delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> _network;
    private float* _inputs;
    private float* _weights;
    private float* _arena;
    private float* _outputs;
    private long _inputLength;
    private long _outputLength;
    private int _count;
    private int _next;
    private CancellationToken _cancellation;
    private CancellationToken _cancelled;

    /// <summary>Makes arenas for the workers beside the caller, whose arena is the instance's.</summary>
    public void Grow(int workers, long arenaBytes)
    {
        if (workers <= _arenas.Length)
            return;
        var arenas = new NativeBuffer[workers];
        _arenas.CopyTo(arenas, 0);
        for (int i = _arenas.Length; i < workers; i++)
            arenas[i] = new NativeBuffer(arenaBytes);
        _arenas = arenas;
    }

    public void Begin(
        delegate*<float*, float*, float*, float*, Worker, BlockObservation?, void> network,
        float* inputs, long inputLength, float* weights, float* arena, float* outputs, long outputLength, int count,
        CancellationToken cancellation)
    {
        _network = network;
        _inputs = inputs;
        _inputLength = inputLength;
        _weights = weights;
        _arena = arena;
        _outputs = outputs;
        _outputLength = outputLength;
        _count = count;
        _next = 0;
        _cancellation = cancellation;
    }

    /// <summary>A worker's share: whatever is next, so that a slow core takes fewer.</summary>
    public void Run(Worker worker)
    {
        if (worker.Index > _arenas.Length)
            return; // There are fewer pictures than workers.
        float* arena = worker.Index == 0 ? _arena : _arenas[worker.Index - 1].Pointer;
        while (!_cancellation.IsCancellationRequested)
        {
            int picture = Interlocked.Increment(ref _next) - 1;
            if (picture >= _count)
                return;
            float* input = _inputs + (picture * _inputLength);
            float* output = _outputs + (picture * _outputLength);
            _network(input, _weights, arena, output, Worker.Alone, null);
        }
    }

    /// <summary>Lets go of what the caller brought.</summary>
    public void End()
    {
        _cancelled = _next < _count ? _cancellation : default;
        _cancellation = default;
        _network = null;
        _inputs = _weights = _arena = _outputs = null;
    }

    /// <exception cref="OperationCanceledException">A picture was not taken because somebody cancelled.</exception>
    public void ThrowIfCancelled()
    {
        var cancelled = _cancelled;
        _cancelled = default;
        cancelled.ThrowIfCancellationRequested();
    }

    /// <summary>Frees the arenas.</summary>
    public void Release()
    {
        foreach (var arena in _arenas)
            arena.RemoveOwner();
        _arenas = [];
    }
}
