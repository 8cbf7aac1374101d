using Emo.Tool;
using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>What is said of a training that cannot go on, in one line.</summary>
internal static class TrainingFailure
{
    /// <param name="what">What is no number: <c>The loss is NaN</c>.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="learningRate">The highest rate of the training.</param>
    public static ToolException NotFinite(string what, long step, double learningRate) => new(Plain.Text(
        $"{what} at step {step}: the training has failed. Begin again with a lower --lr than {learningRate}."));

    /// <summary>An error of libtorch, which has the lines of a stack of C++ in its message.</summary>
    public static ToolException OfLibTorch(string message)
    {
        string line = message.Trim().Split('\n', 2)[0].Trim().TrimEnd('.');
        string hint = line.Contains("memory", StringComparison.OrdinalIgnoreCase) ? " A smaller --batch needs less memory." : "";
        return new ToolException($"libtorch cannot go on: {Plain.Name(line)}.{hint}");
    }
}
