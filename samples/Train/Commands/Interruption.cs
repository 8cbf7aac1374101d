using System.Runtime.InteropServices;

namespace Emo.Train.Commands;

/// <summary>Ctrl+C, or a request to end: the first is noted, a second one ends the process as usual.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _signals;
    private readonly Action<PosixSignal> _noted;

    /// <param name="noted">Called with the first one, by another thread.</param>
    public Interruption(Action<PosixSignal> noted)
    {
        _noted = noted;
        _signals =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Note),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Note),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, Note),
        ];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    private void Note(PosixSignalContext signal)
    {
        signal.Cancel = !_source.IsCancellationRequested;
        if (!signal.Cancel)
            return;
        _source.Cancel();
        _noted(signal.Signal);
    }
}
