using System.CommandLine;
using Emo.Samples;
using Emo.Tool.Models;
using Emo.Tool.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Blocks;

/// <summary><c>emo compare</c>: two weights, or weights and a dump, block by block.</summary>
internal static class CompareCommand
{
    public static Command Create(ToolOutput output)
    {
        var command = new Command(
            "compare", "Compares what each block computes, and says which is the first that differs. Ends with 1 if one does.");
        var spec = new SpecArguments(command, SpecArguments.Argument());
        var first = ToolCommands.Path("A", "Weights (a checkpoint, or packed), or a dump: tensors that have the names of blocks.");
        var second = ToolCommands.Path("B", "The same: the reference.");
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        var tolerance = ProgramOptions.Number(
            ["--tolerance"], 0, double.MaxValue, "a fraction, at least 0", otherwise: 1e-4,
            "How much a block may differ, as a fraction of the reference's largest value.");
        command.Options.Add(tolerance);
        var input = new InputArguments(command);
        var choice = new CheckpointArguments(command);
        var json = ToolCommands.Json();
        command.Options.Add(json);
        return command.WithAction(output, result =>
        {
            var network = spec.Get(result, output);
            using var a = BlockSide.Open(result.GetValue(first)!, network);
            using var b = BlockSide.Open(result.GetValue(second)!, network);
            LoadedNetwork Load(string path) => NetworkCompiler.Load(network, path, choice.Get(result));
            var comparison = Compare(network, a, b, Load, input, result, result.GetValue(tolerance));
            if (result.GetValue(json))
                output.Json(comparison.Write);
            else
                comparison.Write(output);
            return comparison.Status;
        });
    }

    private static BlockComparison Compare(
        ToolSpec spec, BlockSide a, BlockSide b, Func<string, LoadedNetwork> load,
        InputArguments input, ParseResult result, double tolerance)
    {
        float[]? values = DumpedInput.Of(a, b, spec);
        ThrowIfUnclear(a, b, values is not null, input.IsGiven(result));
        Func<ModelInfo, float[]> show = model => values ?? input.Of(result, model);

        // What a network computes now is compared with what was dumped, whichever is named first.
        var (actual, reference) = a.IsDump && !b.IsDump ? (b, a) : (a, b);
        var computed = actual.Values(spec, load, show);
        var expected = reference.Values(spec, load, show);
        string shown = values is not null ? "that of the dump" : a.IsDump && b.IsDump ? "not in the dumps" : input.Describe(result);
        return new BlockComparison(
            spec.Name, actual.Path, reference.Path, shown, tolerance,
            [.. spec.Plan.Blocks.Select((block, i) => BlockDifference.Of(block, computed[i], expected[i], tolerance))],
            [.. actual.Others(spec).Union(reference.Others(spec))]);
    }

    /// <summary>The input is the dump's or the command line's, and one of them must say what it is.</summary>
    private static void ThrowIfUnclear(BlockSide a, BlockSide b, bool isStored, bool isGiven)
    {
        if (isStored && isGiven)
            throw new ToolException("The dump has its input with it: leave out --picture and --seed.");
        if (a.IsDump && b.IsDump)
        {
            if (isGiven)
                throw new ToolException("Both files are dumps, and no network is shown anything: leave out --picture and --seed.");
        }
        else if ((a.IsDump || b.IsDump) && !isStored && !isGiven)
        {
            throw new ToolException(
                $"The dump {Plain.Name((a.IsDump ? a : b).Path)} has no tensor '{BlockDump.Input}': say by --picture or --seed what its " +
                "network was shown.");
        }
    }
}
