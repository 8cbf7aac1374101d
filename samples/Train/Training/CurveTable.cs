using System.Text;
using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>The epochs of a training as CSV.</summary>
internal static class CurveTable
{
    public static string Text(IEnumerable<CurvePoint> curve)
    {
        var text = new StringBuilder("epoch,step,minutes,learning_rate,loss,accuracy\n");
        foreach (var point in curve)
        {
            text.Append(Plain.Text(
                $"{point.Epoch},{point.Step},{point.Minutes:F3},{point.LearningRate:G6},{point.Loss:G6},{point.Accuracy:F5}\n"));
        }

        return text.ToString();
    }
}
