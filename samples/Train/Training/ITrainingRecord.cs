using Emo.Train.Network;

namespace Emo.Train.Training;

/// <summary>What is made of a training while it runs: figures, files, lines.</summary>
internal interface ITrainingRecord
{
    /// <summary>Called after each step.</summary>
    /// <param name="view">How far the training is.</param>
    /// <param name="save">Writes the state.</param>
    void Step(TrainingView view, Action<StateFile> save);

    /// <summary>The accuracy on the held-out pictures; null if there is nothing to measure.</summary>
    /// <param name="average">The moving average.</param>
    /// <param name="save">Writes the state; a run that is resumed from it measures first.</param>
    /// <exception cref="NotFiniteNumberException">The weights are not finite, or give what is not.</exception>
    double? Measure(TorchNetwork average, Action<StateFile> save);

    /// <summary>Called after each epoch.</summary>
    /// <param name="view">How far the training is.</param>
    /// <param name="average">The moving average.</param>
    /// <param name="isBest">Whether it is the best so far.</param>
    /// <param name="save">Writes the state.</param>
    void Epoch(TrainingView view, TorchNetwork average, bool isBest, Action<StateFile> save);
}

/// <summary>How far a training is, for whoever looks at it.</summary>
/// <param name="Progress">What it came to.</param>
/// <param name="StepsPerEpoch">How many steps an epoch has.</param>
/// <param name="Epochs">How many epochs there will be, if that is given.</param>
/// <param name="Done">How much is done, 0 to 1.</param>
/// <param name="Seconds">The time so far.</param>
internal sealed record TrainingView(TrainingProgress Progress, int StepsPerEpoch, int? Epochs, double Done, double Seconds)
{
    /// <summary>The seconds until the end, as fast as it went so far.</summary>
    public double SecondsLeft => Done > 0 ? Seconds * Math.Max(0, 1 - Done) / Done : 0;
}
