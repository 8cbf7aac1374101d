using System.Runtime.ExceptionServices;

namespace Emo.Train.Data;

/// <summary>Makes a sample.</summary>
/// <param name="place">Its place in the epoch.</param>
/// <param name="input">Receives the network's input.</param>
internal delegate TTruth SampleMaker<TTruth>(int place, Span<float> input);

/// <summary>Threads that make the samples of one epoch in their order, as far ahead as there are buffers.</summary>
internal sealed class EpochRun<TTruth> : IDisposable
{
    private const int Ahead = 3;

    private readonly object _signal = new();
    private readonly Slot[] _slots;
    private readonly Thread[] _threads;
    private readonly SampleMaker<TTruth> _make;
    private readonly int _batchSize;
    private readonly int _batches;
    private readonly int _inputLength;
    private int _nextPlace;
    private int _taken = -1;
    private bool _stopped;

    public EpochRun(int batches, int batchSize, int inputLength, SampleMaker<TTruth> make, int threads)
    {
        (_batches, _batchSize, _inputLength, _make) = (batches, batchSize, inputLength, make);
        _slots = [.. Enumerable.Range(0, Math.Min(Ahead, batches)).Select(_ => new Slot(batchSize, inputLength))];
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work) { IsBackground = true, Name = "samples" })];
        foreach (var thread in _threads)
            thread.Start();
    }

    /// <summary>The next batch. The one before is overwritten from now on.</summary>
    /// <exception cref="ObjectDisposedException">The loader was disposed.</exception>
    public Batch<TTruth> Next()
    {
        Slot slot;
        lock (_signal)
        {
            if (_taken >= 0)
                _slots[_taken % _slots.Length].Restart();
            _taken++;
            Monitor.PulseAll(_signal);
            slot = _slots[_taken % _slots.Length];
            while (slot.Left > 0 && !_stopped)
                Monitor.Wait(_signal);
            ObjectDisposedException.ThrowIf(_stopped, this);
        }

        slot.Error?.Throw();
        return new Batch<TTruth>(slot.Inputs, [.. slot.Truths]);
    }

    public void Dispose()
    {
        lock (_signal)
        {
            _stopped = true;
            Monitor.PulseAll(_signal);
        }

        foreach (var thread in _threads)
            thread.Join();
    }

    private void Work()
    {
        while (Take() is { } place)
        {
            var slot = _slots[place / _batchSize % _slots.Length];
            int index = place % _batchSize;
            ExceptionDispatchInfo? error = null;
            try
            {
                slot.Truths[index] = _make(place, slot.Inputs.AsSpan(index * _inputLength, _inputLength));
            }
            catch (Exception exception)
            {
                error = ExceptionDispatchInfo.Capture(exception); // Whoever takes the batch gets it.
            }

            lock (_signal)
            {
                slot.Finish(index, error);
                if (slot.Left == 0)
                    Monitor.PulseAll(_signal);
            }
        }
    }

    /// <summary>The next place, once its buffer is free; null at the end.</summary>
    private int? Take()
    {
        lock (_signal)
        {
            while (!_stopped && _nextPlace < _batches * _batchSize && _nextPlace / _batchSize >= Math.Max(_taken, 0) + _slots.Length)
                Monitor.Wait(_signal);
            return _stopped || _nextPlace >= _batches * _batchSize ? null : _nextPlace++;
        }
    }

    /// <summary>The buffer of a batch, one after the other.</summary>
    private sealed class Slot(int batchSize, int inputLength)
    {
        private int _errorAt = int.MaxValue;

        public float[] Inputs { get; } = new float[batchSize * inputLength];

        public TTruth[] Truths { get; } = new TTruth[batchSize];

        public int Left { get; private set; } = batchSize;

        /// <summary>That of the first sample that has one.</summary>
        public ExceptionDispatchInfo? Error { get; private set; }

        public void Restart() => (Left, Error, _errorAt) = (Truths.Length, null, int.MaxValue);

        public void Finish(int index, ExceptionDispatchInfo? error)
        {
            Left--;
            if (error is not null && index < _errorAt)
                (Error, _errorAt) = (error, index);
        }
    }
}
