namespace Emo.Train.Training;

/// <summary>How far a training is. It is saved and read back with the weights.</summary>
internal sealed record TrainingProgress
{
    /// <summary>The epochs that are over.</summary>
    public int Epoch { get; set; }

    /// <summary>The steps of the epoch that is not over.</summary>
    public int StepOfEpoch { get; set; }

    /// <summary>All steps so far.</summary>
    public long Step { get; set; }

    /// <summary>The sum of the losses of the epoch that is not over.</summary>
    public double LossSum { get; set; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; set; }

    /// <summary>How long it should take, as <see cref="TrainingOptions.Length"/> has it.</summary>
    public string? Length { get; set; }

    /// <summary>The time that it took so far, of all its processes.</summary>
    public double Seconds { get; set; }

    /// <summary>The best accuracy so far; null before the first epoch is over.</summary>
    public double? Best { get; set; }

    /// <summary>The epoch that reached it.</summary>
    public int BestEpoch { get; set; }

    /// <summary>What each epoch came to.</summary>
    public List<CurvePoint> Curve { get; init; } = [];
}

/// <summary>The end of an epoch.</summary>
/// <param name="Epoch">Its number, from 1.</param>
/// <param name="Step">The steps until then.</param>
/// <param name="Minutes">The time until then.</param>
/// <param name="LearningRate">That of its last step.</param>
/// <param name="Loss">The mean of its steps.</param>
/// <param name="Accuracy">That of the moving average on the held-out pictures; null if there are none to measure.</param>
internal sealed record CurvePoint(int Epoch, long Step, double Minutes, double LearningRate, double Loss, double? Accuracy);
