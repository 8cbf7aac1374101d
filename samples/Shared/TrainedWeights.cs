namespace Emo.Samples;

/// <summary>Trained weights that are not part of the samples: where to look for them, and how they are loaded.</summary>
public static class TrainedWeights
{
    private const string Authors = "https://github.com/zhangzjn/EMO";

    /// <summary>
    /// What to do for the weights of a detector or segmenter: for one on EMO the authors' folder of it, for one on EMOv2, of which they
    /// publish no weights, what they train it with.
    /// </summary>
    /// <param name="model">The name of the model.</param>
    /// <param name="training">Of a network on EMO; null: it is one on EMOv2.</param>
    /// <param name="task">The authors' name of the task: <c>det</c> or <c>seg</c>.</param>
    /// <param name="trainer">What the authors train with: mmdetection or mmsegmentation.</param>
    public static string Advice(string model, EmoTraining? training, string task, string trainer) => training is null
        ? AdviceOfEmo2(model, "downstreams/" + task, trainer)
        : AdviceOfEmo(model, training.Folder, $"{trainer}/configs/{training.Configuration}");

    private static string AdviceOfEmo(string model, string folder, string configuration) =>
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

    private static string AdviceOfEmo2(string model, string folder, string trainer) =>
        $"""
        {model} needs its weights, which are not part of this program.
          The EMOv2 authors publish none of this network. What they train it with:
            {Authors}v2/tree/main/{folder}
          A checkpoint (.pth) that {trainer} made with it is used as it is:
            --model {model} --weights checkpoint.pth
          To see the program at work without any: --random-weights. Its results mean nothing.
        """;

    /// <summary>Loads a file. Where the command line named no model and the file does not fit the default one, the error says so.</summary>
    /// <param name="load">Loads a file.</param>
    /// <param name="weights">The file.</param>
    /// <param name="model">The name of the model.</param>
    /// <param name="isGiven">The command line named it.</param>
    /// <exception cref="CheckpointException">The file is not a valid checkpoint, or does not fit the model.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TModel Load<TModel>(Func<string, TModel> load, string weights, string model, bool isGiven)
    {
        string misfit = $"does not fit {model}.";
        try
        {
            return load(weights);
        }
        catch (CheckpointException error) when (!isGiven && error.Message.Contains(misfit, StringComparison.Ordinal))
        {
            string hint = $"does not fit {model}, which is the network unless --model names another.";
            throw new CheckpointException(error.Message.Replace(misfit, hint, StringComparison.Ordinal), error);
        }
    }
}
