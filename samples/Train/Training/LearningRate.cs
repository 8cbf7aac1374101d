namespace Emo.Train.Training;

/// <summary>
/// How far a step goes: a cosine from the given rate down to nearly nothing (Loshchilov and Hutter 2017, without restarts), after a
/// linear warm-up, which ends with a tenth of the training at the latest.
/// </summary>
/// <param name="Highest">The rate after the warm-up.</param>
/// <param name="WarmUpSteps">The steps of the warm-up.</param>
internal sealed record LearningRate(double Highest, int WarmUpSteps)
{
    public const double Least = 1e-6;

    private const double LongestWarmUp = 0.1;

    /// <param name="step">The steps before this one.</param>
    /// <param name="done">How much of the training is done, 0 to 1.</param>
    public double At(long step, double done)
    {
        double warmth = WarmUpSteps == 0 ? 1 : Math.Min(1, Math.Max((double)step / WarmUpSteps, done / LongestWarmUp));
        return (Highest * warmth * (0.5 + (0.5 * Math.Cos(Math.PI * Math.Clamp(done, 0, 1))))) + Least;
    }
}
