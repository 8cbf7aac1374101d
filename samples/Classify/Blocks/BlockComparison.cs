using System.Globalization;

namespace Emo.Samples.Classify.Blocks;

/// <summary><c>--compare</c>: every block against a reference file, and the first one that differs.</summary>
internal static class BlockComparison
{
    /// <summary>Returns the exit code: 1 if a block differs, or if the file has none of them.</summary>
    public static int Run(string path, IClassifier model, Func<float[]> picture, double tolerance, TextWriter output)
    {
        using var reference = Checkpoint.Open(path);
        bool hasInput = reference.Tensors.TryGetValue(BlockDump.Input, out var tensor);
        var blocks = BlockRecording.Of(model, hasInput ? Input(model, tensor!) : picture());
        var differences = blocks.Select(block => BlockDifference.Of(block, reference, tolerance)).ToList();

        output.WriteLine(
            $"{model.Info.Name} against {path}, input {(hasInput ? "of the file" : "of the picture")}, " +
            Text($"tolerance {tolerance:0.##E+0} of each maximum"));
        output.WriteLine();
        WriteTable(differences, output);
        output.WriteLine();
        string[] others =
        [
            .. reference.Tensors.Keys.Except([BlockDump.Input, .. blocks.Select(block => block.Name)]).Order(StringComparer.Ordinal),
        ];
        if (others.Length > 0)
            output.WriteLine($"In the file, but no block: {string.Join(", ", others.Take(10))}{(others.Length > 10 ? ", ..." : "")}");
        output.WriteLine(Verdict(differences));
        return differences.Any(difference => difference.Differs) || differences.All(difference => difference.Problem is not null) ? 1 : 0;
    }

    private static float[] Input(IClassifier model, CheckpointTensor tensor)
    {
        float[] input = new float[model.Info.Preprocessing.InputLength];
        if (!tensor.IsFloatingPoint)
            throw new CheckpointException($"The tensor 'input' is of type {tensor.DataType}; the input is of floating-point numbers.");
        if (tensor.Length != input.Length)
        {
            throw new CheckpointException(
                $"The tensor 'input' has shape [{string.Join(", ", tensor.Shape)}]; " +
                $"{model.Info.Name} takes [1, 3, {model.Info.Preprocessing.InputHeight}, {model.Info.Preprocessing.InputWidth}].");
        }

        tensor.CopyTo(input);
        return input;
    }

    private static void WriteTable(List<BlockDifference> differences, TextWriter output)
    {
        int name = differences.Max(difference => difference.Block.Name.Length);
        int shape = differences.Max(difference => difference.Block.Shape.ToString().Length);
        output.WriteLine($"{"block".PadRight(name)}  {"output".PadRight(shape)}  {"difference",12}  {"of maximum",12}");
        foreach (var difference in differences)
        {
            string start = $"{difference.Block.Name.PadRight(name)}  {difference.Block.Shape.ToString().PadRight(shape)}";
            string numbers = difference.Problem is { } problem
                ? problem
                : Text($"{difference.Largest,12:0.00E+0}  {difference.Fraction,12:0.00E+0}");
            output.WriteLine($"{start}  {numbers}{(difference.Differs ? "  differs" : "")}");
        }
    }

    private static string Verdict(List<BlockDifference> differences)
    {
        if (differences.Find(difference => difference.Differs) is { } first)
        {
            string where = first.Problem is null
                ? Text($": most at {first.Place}, {first.Block.Values![first.Worst]:G7} here and {first.Expected:G7} in the file")
                : "";
            return $"The first block that differs is {first.Block.Name}{where}.";
        }

        int compared = differences.Count(difference => difference.Problem is null);
        return compared > 0
            ? $"All {compared} blocks agree."
            : "The file has none of the blocks: its tensors must have their names, " +
                $"{differences[0].Block.Name} to {differences[^1].Block.Name}.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
