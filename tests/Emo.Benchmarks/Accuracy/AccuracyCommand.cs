using System.CommandLine;
using Emo.Benchmarks.Reports;
using Emo.Samples.Accuracy;
using Emo.Testing;

namespace Emo.Benchmarks.Accuracy;

/// <summary><c>accuracy</c>: how right the trained networks of the repository are.</summary>
internal static class AccuracyCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data")
        {
            Description =
                "A folder of held-out pictures: cells/test with JPEG files and boxes.json, nuclei/test with NAME.png and NAME.mask.png, " +
                "or one of the two, as tests/data/accuracy in the repository, which is the default.",
            DefaultValueFactory = _ => TestData.Path("accuracy"),
        };
        var cifar10 = new Option<string?>("--cifar10")
        {
            Description =
                "test_batch.bin of CIFAR-10's binary version (https://www.cs.toronto.edu/~kriz/cifar.html): measures emo-cifar10, too.",
        };
        var score = new Option<float>("--score")
        {
            Description = "Detections with a score over it are counted as right or wrong.",
            DefaultValueFactory = _ => ShownScore.Cells,
        };
        var command = new Command(
            "accuracy",
            "Measures the generated classes with their trained weights, as float32 and as float16: ssdlite-cells and deeplabv3-nuclei on " +
            "pictures that they were not trained on. docs/accuracy.md has the results.")
        {
            data, cifar10, score,
        };
        command.SetAction(result =>
        {
            try
            {
                var results = AccuracyRun.On(result.GetValue(data)!, result.GetValue(cifar10));
                new AccuracyReport(NumberTable.Console()).Write(results, result.GetValue(score));
                return 0;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException or PictureException)
            {
                Console.Error.WriteLine($"error: {error.Message.ReplaceLineEndings(" ")}");
                return 1;
            }
        });
        return command;
    }
}
