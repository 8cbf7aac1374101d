namespace Emo.Samples;

/// <summary>Trained weights are not part of the samples: where to look for them.</summary>
public static class TrainedWeights
{
    private const string Authors = "https://github.com/zhangzjn/EMO";

    public static string Advice(string model, string folder, string configuration) =>
        $"""
        {model} needs its weights, which are not part of this program.
          What the EMO authors publish of this network:
            {Authors}/tree/main/resources/{folder}
          A checkpoint (.pth) from there, or one that you train with their configuration
            {Authors}/blob/main/down-stream-tasks/{configuration}
          is used as it is:
            --model {model} --weights checkpoint.pth
          To see the program at work without any: --random-weights. Its results mean nothing.
        """;
}
