using System.Runtime.Versioning;

namespace Emo.CompilerServices;

/// <summary>
/// The threads of a <see cref="ThreadTeam"/> and all that they look at. They know nothing of the team, so that a team that its user forgot
/// is collected, and its finalizer ends them.
/// </summary>
internal sealed class WorkerThreads : IDisposable
{
    /// <summary>Some 30 microseconds. Waking a parked thread takes as long at least, and several times that on a virtual machine.</summary>
    private const int SpinsBeforeParking = 500;

    private const int Idle = 0;
    private const int Running = 1;
    private const int Ended = 2;
    private const int RunningThenEnded = 3;

    private readonly int _count;
    private readonly WorkerBarrier _barrier;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly Thread[] _threads;
    private readonly WorkerPlacement _placement;
    private Prediction _prediction;
    private int _state;

    /// <param name="count">How many threads work on a prediction, with the one that calls the model.</param>
    [UnsupportedOSPlatform("browser")]
    public WorkerThreads(int count)
    {
        _count = count;
        _barrier = new WorkerBarrier(count);
        _placement = new WorkerPlacement(count - 1);
        _threads = new Thread[count - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int index = i + 1;
            _threads[i] = new Thread(() => Work(index)) { IsBackground = true, Name = $"Emo worker {index}" };
        }
    }

    /// <summary>Starts the threads.</summary>
    /// <exception cref="OutOfMemoryException">The system has no more threads. Those that have started end again.</exception>
    [UnsupportedOSPlatform("browser")]
    public void Start()
    {
        try
        {
            foreach (var thread in _threads)
                thread.Start();
        }
        catch
        {
            RequestEnd();
            throw;
        }
    }

    /// <summary>Runs a prediction on all threads; false if they are busy with another one.</summary>
    /// <exception cref="ObjectDisposedException">They have ended.</exception>
    public bool TryRun(in Prediction prediction)
    {
        int state = Interlocked.CompareExchange(ref _state, Running, Idle);
        ObjectDisposedException.ThrowIf(state == Ended, typeof(ThreadTeam));
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
            // What the prediction holds, an observer for one, may hold the team.
            _prediction = default;
            Leave();
        }
    }

    /// <summary>
    /// Ends the threads and waits for them. While a prediction runs, the thread that called the model does that when it is through.
    /// </summary>
    public void Dispose()
    {
        if (RequestEnd())
            Join();
    }

    /// <summary>Tells the threads to end, and waits for nothing. False if a prediction runs, or they had ended before.</summary>
    public bool RequestEnd()
    {
        while (true)
        {
            switch (Interlocked.CompareExchange(ref _state, Ended, Idle))
            {
                case Idle:
                    Wake();
                    return true;
                case Running when Interlocked.CompareExchange(ref _state, RunningThenEnded, Running) != Running:
                    continue;
                default:
                    return false;
            }
        }
    }

    private void Leave()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Running) == Running)
            return;
        Volatile.Write(ref _state, Ended);
        Wake();
        Join();
    }

    private void Join()
    {
        foreach (var thread in _threads)
            thread.Join();
        _wake.Dispose();
    }

    private void Wake()
    {
        if (_threads.Length > 0)
            _wake.Release(_threads.Length);
    }

    [UnsupportedOSPlatform("browser")]
    private void Work(int index)
    {
        _placement.Register(index - 1);
        while (true)
        {
            AwaitPrediction();
            if (Volatile.Read(ref _state) == Ended)
                return;
            RunShare(index);
        }
    }

    /// <summary>Predictions often follow each other at once: a look out for the next one, before the thread is parked.</summary>
    [UnsupportedOSPlatform("browser")]
    private void AwaitPrediction()
    {
        for (int spins = 0; spins < SpinsBeforeParking && _wake.CurrentCount == 0; spins++)
            Thread.SpinWait(1);
        _wake.Wait();
    }

    /// <summary>The last step ends with a barrier too: nobody is inside the prediction when the caller returns.</summary>
    private void RunShare(int index)
    {
        var worker = new Worker(index, _count, _threads.Length == 0 ? null : _barrier);
        _prediction.Run(worker);
        worker.Wait();
    }
}
