using System.Xml.Linq;
using Emo.Tool.Terminal;
using Emo.Train.Commands;
using Emo.Train.Training;

namespace Emo.Train.Tests;

/// <summary>What a training says and draws.</summary>
public sealed class ReportTests
{
    private static readonly CurvePoint[] s_curve =
        [new(1, 18, 0.5, 0.002, 8.25, 0.125), new(2, 36, 1, 0.001, 4.5, null), new(3, 54, 1.5, 0, 2, 0.9)];

    [Fact]
    public void The_curve_is_a_table() => Assert.Equal(
        """
        epoch,step,minutes,learning_rate,loss,accuracy
        1,18,0.500,0.002,8.25,0.12500
        2,36,1.000,0.001,4.5,
        3,54,1.500,0,2,0.90000

        """,
        CurveTable.Text(s_curve));

    [Fact]
    public void The_curve_is_a_drawing_with_a_line_for_loss_and_one_for_accuracy()
    {
        var svg = XDocument.Parse(CurveChart.Text(s_curve, "mean AP"));
        string[][] lines = [.. svg.Descendants().Where(element => element.Name.LocalName == "polyline")
            .Select(line => line.Attribute("points")!.Value.Split(' '))];
        Assert.Equal([3, 2], lines.Select(points => points.Length));
        Assert.Equal("48.0,48.0", lines[0][0]);
        Assert.StartsWith("592.0,", lines[1][1], StringComparison.Ordinal);
        Assert.Contains(svg.Descendants(), element => element.Value == "mean AP on held-out pictures");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_short_curve_is_a_drawing_too(int points) => XDocument.Parse(CurveChart.Text(s_curve[..points], "top-1"));

    [Fact]
    public void An_epoch_is_a_line_with_its_accuracy_and_the_time_left()
    {
        using var text = new StringWriter();
        var lines = new ProgressLines(new ToolOutput(text, Stream.Null, _ => { }, width: null, colour: false), TimeProvider.System);
        var progress = new TrainingProgress { Epoch = 1, Step = 18, Best = 0.125, BestEpoch = 1, Curve = [s_curve[0]] };
        var view = new TrainingView(progress, StepsPerEpoch: 18, Epochs: 4, Done: 0.25, Seconds: 60);
        lines.Step(view);
        lines.Epoch(view, "mean AP", new Accuracy(0.125, [("red", 0.25), ("blue", double.NaN)]));
        Assert.Equal(
            "epoch 1 of 4: loss 8.250, mean AP 0.125 (red 0.250, blue -), best 0.125 in epoch 1, 3 min left",
            text.ToString().TrimEnd());
    }

    [Fact]
    public void In_a_terminal_a_step_is_shown_in_place()
    {
        using var text = new StringWriter();
        var lines = new ProgressLines(new ToolOutput(text, Stream.Null, _ => { }, width: 80, colour: false), TimeProvider.System);
        var progress = new TrainingProgress { Step = 3, StepOfEpoch = 3, LossSum = 6 };
        lines.Step(new TrainingView(progress, StepsPerEpoch: 18, Epochs: null, Done: 0.5, Seconds: 12));
        Assert.Equal("\repoch 1: step 3 of 18, loss 2.000, 12 s left", text.ToString().TrimEnd());
        Assert.Equal(80, text.ToString().Length);
    }

    [Fact]
    public void Another_line_takes_the_place_of_the_steps()
    {
        using var text = new StringWriter();
        var lines = new ProgressLines(new ToolOutput(text, Stream.Null, _ => { }, width: 80, colour: false), TimeProvider.System);
        var progress = new TrainingProgress { Step = 3, StepOfEpoch = 3, LossSum = 6 };
        lines.Step(new TrainingView(progress, StepsPerEpoch: 18, Epochs: null, Done: 0.5, Seconds: 12));
        lines.Note("Stopping.");
        lines.Clear();
        Assert.EndsWith('\r' + new string(' ', 79) + "\rStopping." + Environment.NewLine, text.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, "12 s")]
    [InlineData(240, "4 min")]
    [InlineData(9000, "2 h 30 min")]
    [InlineData(7190, "2 h 0 min")]
    public void Times_are_short(double seconds, string text) => Assert.Equal(text, ProgressLines.Duration(seconds));

    [Fact]
    public void What_a_checkpoint_lacks_is_grouped() => Assert.Equal(
        [
            "bbox_head.cls_convs (2 tensors): not in the checkpoint",
            "head.weight: [10, 4] in the checkpoint, [3, 4] in the network",
            "head.bias: [10] in the checkpoint, [3] in the network",
        ],
        Misfits.Group(
        [
            "bbox_head.cls_convs.0.0.conv.weight: not in the checkpoint",
            "bbox_head.cls_convs.1.0.conv.weight: not in the checkpoint",
            "head.weight: [10, 4] in the checkpoint, [3, 4] in the network",
            "head.bias: [10] in the checkpoint, [3] in the network",
        ]));

    [Theory]
    [InlineData("ssdlite-cells", "SsdliteCells")]
    [InlineData("3d_net", "Model3dNet")]
    public void The_class_has_the_networks_name(string name, string type)
    {
        var progress = new TrainingProgress { Best = 0.5, BestEpoch = 3 };
        string[] lines = [.. Usage.Lines(name, "out/w.safetensors", "model.Use();", progress, "top-1")];
        Assert.Equal("out/w.safetensors has the best weights: top-1 0.500 on the held-out pictures, epoch 3. To use them:", lines[0]);
        Assert.Equal($"    [EmoModel(\"{name}\")] public sealed partial class {type};", lines[^1]);
        Assert.Equal($"    using var model = {type}.Load(\"w.safetensors\");", lines[^3]);
    }
}
