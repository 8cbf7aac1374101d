using System.Runtime.Versioning;
using Emo.CompilerServices;

namespace Emo;

/// <summary>
/// Threads that share the work of each prediction of the models whose <c>Team</c> it is. The results are the same bits as
/// with one thread. Some 30 microseconds after a prediction the threads are parked and cost nothing. On Linux they use other
/// processors than the thread that calls the model. A team serves one prediction at a time: a model that finds it busy predicts
/// on the calling thread alone, also one that is called by an observer of the prediction that keeps the team busy.
/// </summary>
/// <remarks>
/// A model keeps its team alive. A team that is forgotten, with all its models, is ended by the garbage collector, some time later:
/// <see cref="Dispose"/> does it at once.
/// </remarks>
public sealed class ThreadTeam : IDisposable
{
    /// <summary>The largest team.</summary>
    public const int MaxThreads = 64;

    private readonly WorkerThreads? _workers;

    /// <summary>Starts the threads.</summary>
    /// <param name="threads">
    /// How many threads work on a prediction, with the one that calls the model: 1 to <see cref="MaxThreads"/>. More than there
    /// are cores is slower.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threads"/> is outside 1 to <see cref="MaxThreads"/>.</exception>
    /// <exception cref="OutOfMemoryException">The system does not give so many threads.</exception>
    /// <exception cref="PlatformNotSupportedException">In a browser, which has no threads, with more than one.</exception>
    [UnsupportedOSPlatform("browser")]
    public ThreadTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(threads, MaxThreads);
        Threads = threads;
        _workers = new WorkerThreads(threads);
        _workers.Start();
    }

    /// <summary>Ends the threads of a team that nobody disposed. It runs for a team whose constructor threw as well.</summary>
    ~ThreadTeam() => _workers?.RequestEnd();

    /// <summary>How many threads work on a prediction, with the one that calls the model.</summary>
    public int Threads { get; }

    /// <summary>
    /// Ends the threads. While a prediction runs, that is done when it ends, by the thread that called the model: an observer may
    /// dispose the team that it is called by.
    /// </summary>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _workers!.Dispose();
    }

    /// <summary>Runs a prediction on all threads; false if the team is busy with another one.</summary>
    /// <exception cref="ObjectDisposedException">The team has been disposed.</exception>
    internal bool TryRun(in Prediction prediction)
    {
        bool ran = _workers!.TryRun(prediction);
        GC.KeepAlive(this);
        return ran;
    }
}
