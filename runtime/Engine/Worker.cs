using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// One of the threads that compute a prediction together. All of them run the same code: each takes its share of a step's
/// units of work, and waits for the others before the next step. Used by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Worker
{
    private readonly WorkerBarrier? _barrier;
    private readonly int _count;

    internal Worker(int index, int count, WorkerBarrier? barrier)
    {
        Index = index;
        _count = count;
        _barrier = barrier;
    }

    /// <summary>Which worker this is; 0 is the thread that called the model.</summary>
    public int Index { get; }

    /// <summary>A worker that shares with nobody.</summary>
    public static Worker Alone => new(0, 1, null);

    /// <summary>The first of this worker's units.</summary>
    public int First(int units) => (int)((long)units * Index / _count);

    /// <summary>The end of this worker's units, and the first of the next worker's.</summary>
    public int End(int units) => (int)((long)units * (Index + 1) / _count);

    /// <summary>
    /// This worker's part of a matrix product. Lines are shared out where they go round evenly, so that a worker finds in
    /// its own cache what it wrote in the step before; else ranges of panel and line, so that nobody waits for a whole line.
    /// </summary>
    public PanelShare Share(int panels, int lines)
    {
        if (_count == 1 || lines % _count == 0 || lines >= 8 * _count)
        {
            int line = First(lines);
            int count = End(lines) - line;
            return new PanelShare(line, count, 0, panels * count);
        }

        return new PanelShare(0, lines, First(panels * lines), End(panels * lines));
    }

    /// <summary>Waits until every worker has come this far.</summary>
    public void Wait() => _barrier?.Wait();
}
