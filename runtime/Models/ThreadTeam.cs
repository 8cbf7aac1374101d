using Emo.CompilerServices;

namespace Emo;

/// <summary>
/// Threads that share the work of each prediction of the models whose <c>Team</c> it is. The results are the same bits as
/// with one thread. Some 30 microseconds after a prediction the threads are parked and cost nothing. On Linux they use other
/// processors than the thread that calls the model. A team serves one prediction at a time: a model that finds it busy predicts
/// on the calling thread alone, also one that is called by an observer of the prediction that keeps the team busy.
/// </summary>
public sealed class ThreadTeam : IDisposable
{
    /// <summary>The largest team.</summary>
    public const int MaxThreads = 64;

    /// <summary>Some 30 microseconds. Waking a parked thread takes as long at least, and several times that on a virtual machine.</summary>
    private const int SpinsBeforeParking = 500;

    private const int Idle = 0;
    private const int Running = 1;
    private const int Disposed = 2;
    private const int RunningThenDisposed = 3;

    private readonly WorkerBarrier _barrier;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _threads;
    private readonly WorkerPlacement _placement;
    private Prediction _prediction;
    private int _state;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">
    /// How many threads work on a prediction, with the one that calls the model: 1 to <see cref="MaxThreads"/>. More than there
    /// are cores is slower.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is outside 1 to <see cref="MaxThreads"/>.</exception>
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads);
        Threads = threads;
        _barrier = new WorkerBarrier(threads);
        _threads = new Thread[threads - 1];
        _placement = new WorkerPlacement(threads - 1);
        for (int i = 0; i < _threads.Length; i++)
        {
            int index = i + 1;
            _threads[i] = new Thread(() => Work(index)) { IsBackground = true, Name = $"Emo worker {index}" };
            _threads[i].Start();
        }
    }

    /// <summary>How many threads work on a prediction, with the one that calls the model.</summary>
    public int Threads { get; }

    /// <summary>
    /// Ends the threads. While a prediction runs, that is done when it ends, by the thread that called the model: an observer may
    /// dispose the team that it is called by.
    /// </summary>
    public void Dispose()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Disposed, Idle))
            {
                case Idle:
                    EndThreads();
                    return;
                case Running when Interlocked.CompareExchange(ref _state, RunningThenDisposed, Running) != Running:
                    continue;
                default:
                    return;
            }
        }
    }

    /// <summary>Runs a prediction on all threads; false if the team is busy with another one.</summary>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    internal bool TryRun(in Prediction prediction)
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        ObjectDisposedException.ThrowIf(state == Disposed, this);
        if (state != Idle)
            return false;
        try
        {
            _prediction = prediction;
            _placement.Place();
            Wake();
            RunShare(0);
            return true;
        }
        finally
        {
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return;
        Volatile.Write(ref _state, Disposed);
        EndThreads();
    }

    private void EndThreads()
    {
        Wake();
        foreach (var thread in _threads)
            thread.Join();
        _wake.Dispose();
    }

    private void Wake()
    {
        if (_threads.Length > 0)
            _wake.Release(_threads.Length);
    }

    private void Work(int index)
    {
        _placement.Register(index - 1);
        while (true)
        {
            AwaitPrediction();
            if (Volatile.Read(ref _state) == Disposed)
                return;
            RunShare(index);
        }
    }

    /// <summary>Predictions often follow each other at once: a look out for the next one, before the thread is parked.</summary>
    private void AwaitPrediction()
    {
        for (int spins = 0; spins < SpinsBeforeParking && _wake.CurrentCount == 0; spins++)
            Thread.SpinWait(1);
        _wake.Wait();
    }

    /// <summary>The last step ends with a barrier too: nobody is inside the prediction when the caller returns.</summary>
    private void RunShare(int index)
    {
        var worker = new Worker(index, Threads, _threads.Length == 0 ? null : _barrier);
        _prediction.Run(worker);
        worker.Wait();
    }
}
