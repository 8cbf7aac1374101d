namespace Emo.CompilerServices;

/// <summary>
/// Keeps the workers of a team off the processor of the thread that calls the model, and off each other's. Linux wakes a thread
/// on the processor where it ran last, or on that of the thread that wakes it, unless it knows of an idle one that shares a
/// cache: many virtual machines do not say which do. Two workers would then take turns on one processor and wait for each other
/// at every barrier, while another processor has nothing to do.
/// </summary>
internal sealed class WorkerPlacement(int workers)
{
    private readonly int[] _threads = new int[workers];
    private readonly ProcessorSet[] _allowed = new ProcessorSet[workers];
    private int _caller = Processors.Unknown;

    /// <summary>Called once by each worker's thread.</summary>
    public void Register(int worker)
    {
        _allowed[worker] = Processors.Allowed;
        Volatile.Write(ref _threads[worker], Processors.CurrentThread);
    }

    /// <summary>Called by the thread that calls the model, before it wakes the workers.</summary>
    public void Place()
    {
        int caller = Processors.Current;
        if (caller == _caller)
            return;
        _caller = caller;
        for (int worker = 0; worker < workers; worker++)
        {
            int thread = Volatile.Read(ref _threads[worker]);
            if (thread == 0)
                _caller = Processors.Unknown; // Its thread has not started yet: again before the next prediction.
            else
                Processors.Restrict(thread, Share(_allowed[worker], caller, worker, workers));
        }
    }

    /// <summary>
    /// A worker's part of the processors that are not the caller's. With too few of them some are shared, with none there
    /// is no choice.
    /// </summary>
    internal static ProcessorSet Share(ProcessorSet allowed, int caller, int worker, int workers)
    {
        int free = allowed.Count - (allowed.Contains(caller) ? 1 : 0);
        if (free == 0)
            return allowed;
        int part = worker % Math.Min(workers, free);
        ProcessorSet share = default;
        int index = 0;
        for (int processor = 0; processor < ProcessorSet.Capacity; processor++)
        {
            if (processor == caller || !allowed.Contains(processor))
                continue;
            if (index % workers == part)
                share.Add(processor);
            index++;
        }

        return share;
    }
}
