using System.ComponentModel;
using System.Runtime.ExceptionServices;

namespace Emo.CompilerServices;

/// <summary>Shows the blocks of a prediction to the model's observer. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class BlockObservation
{
    private ExceptionDispatchInfo? _failure;

    internal BlockObservation(BlockObserver observer) => Observer = observer;

    internal BlockObserver Observer { get; }

    /// <summary>
    /// Called by all workers behind a block. The first one, which is the thread that called the model, shows the output; the
    /// others wait, because the next block would overwrite it.
    /// </summary>
    /// <param name="worker">The calling worker.</param>
    /// <param name="block">The block's name.</param>
    /// <param name="cells">The output in the arena; null if it is not computed.</param>
    /// <param name="channels">Channels of the output.</param>
    /// <param name="height">Its height in cells.</param>
    /// <param name="width">Its width in cells.</param>
    /// <param name="padding">Zero cells at both ends of its rows.</param>
    public void Show(Worker worker, string block, float* cells, int channels, int height, int width, int padding = 0)
    {
        if (worker.Index == 0 && _failure is null)
            Call(new BlockOutput(block, new FeatureShape(channels, height, width), cells, padding));
        worker.Wait();
    }

    /// <summary>Throws what the observer has thrown, once the prediction is over.</summary>
    internal void ThrowIfFailed()
    {
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }

    /// <summary>
    /// An exception that left the prediction here would leave the other workers at their barrier for ever: it is kept
    /// until the end.
    /// </summary>
    private void Call(BlockOutput output)
    {
        try
        {
            Observer(output);
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
        }
    }
}
