using Emo.CompilerServices;
using Emo.Tool.Terminal;

namespace Emo.Tool.Inspect;

/// <summary>An inspection for people.</summary>
internal static class InspectionText
{
    private const int MaxListed = 5;
    private const int MaxLabels = 10;
    private const int MaxLabel = 30;
    private const int MaxText = 100;
    private const int MaxModules = 40;

    public static void Write(ToolOutput output, Inspection inspection, bool tensors)
    {
        var checkpoint = inspection.Checkpoint;
        long parameters = inspection.Tensors.Where(scan => scan.Tensor.IsFloatingPoint).Sum(scan => scan.Tensor.Length);
        output.Line($"{output.Bold(Plain.Name(checkpoint.Name))}: {inspection.Format.Name}, {Plain.Bytes(inspection.Format.Bytes)}");
        output.Line($"{inspection.Tensors.Count} tensors, {Plain.Number(parameters)} values: {Types(inspection)}");
        if (!checkpoint.Labels.IsEmpty)
            output.Line($"labels: {ClassNames(checkpoint.Labels)}");
        WriteStateDicts(output, inspection);
        WriteNetwork(output, inspection);
        WriteList(output, "odd", inspection.Oddities, inspection.Oddities.Count);
        WriteList(output, "metadata", checkpoint.Metadata.Select(entry => $"{Plain.Name(entry.Key)}: {Plain.Cut(entry.Value, MaxText)}"));
        WriteList(output, "named objects of Python, of which none was executed", checkpoint.NamedObjects.Select(Plain.Name));
        WriteList(
            output, "cannot be read", inspection.Taken.Unreadable.Select(entry => $"{Plain.Name(entry.Key)}: {Plain.Name(entry.Value)}"));
        output.Line();
        if (tensors)
            WriteTensors(output, inspection);
        else
            WriteModules(output, inspection);
    }

    /// <summary>How many classes, and the names of the first ones.</summary>
    public static string ClassNames(IReadOnlyList<string> labels)
    {
        string names = string.Join(", ", labels.Take(MaxLabels).Select(label => Plain.Cut(label, MaxLabel)));
        string more = labels.Count > MaxLabels ? $" and {labels.Count - MaxLabels} more" : "";
        return $"{labels.Count} classes, {names}{more}";
    }

    private static string Types(Inspection inspection) => string.Join(
        ", ", inspection.Tensors.GroupBy(scan => scan.Tensor.DataType).OrderByDescending(type => type.Count())
            .Select(type => $"{type.Count()} {type.Key}"));

    private static void WriteStateDicts(ToolOutput output, Inspection inspection)
    {
        var candidates = inspection.Checkpoint.Candidates;
        if (candidates.Count == 1 && candidates[0].Key is null)
            return;
        output.Line();
        var table = new TextTable(new Column("state dict", MayBeCut: true), new Column("tensors", IsNumber: true), new Column(""));
        foreach (var candidate in candidates)
        {
            table.Add(
                Plain.Name(candidate.Key ?? "(top level)"), Plain.Number(candidate.Tensors.Count),
                candidate == inspection.Taken ? "taken" : "");
        }

        table.Write(output);
    }

    private static void WriteNetwork(ToolOutput output, Inspection inspection)
    {
        output.Line();
        if (inspection.Nearest is not { } nearest)
        {
            string known = inspection.Architecture is { } other
                ? $"By its names and shapes it is {other}."
                : "Its names are of another family.";
            output.Line($"It is none of the shipped networks. {known}");
            return;
        }

        foreach (var match in inspection.Matches.Where(match => match.Fits))
            output.Line($"It fits {output.Paint(Declaration(match), "32")}: all {match.Expected} tensors are there.");
        if (nearest.Fits)
            return;
        string name = output.Bold(Declaration(nearest));
        output.Line(
            (inspection.Spec is null ? $"It fits none of the shipped networks. The nearest is {name}: " : $"It does not fit {name}: ") +
            $"{nearest.Matched} of its {nearest.Expected} tensors are there.");
        if (inspection.Architecture is { } architecture && architecture.ToString() != nearest.Name)
            output.Line($"By its names and shapes it is {architecture}.");
        var comparison = nearest.Comparison;
        WriteList(output, "missing", comparison.Missing.Select(missing => $"{missing.Name} {Plain.Shape(missing.Declared.Shape)}"));
        WriteList(output, "of another shape or type", comparison.Misfits.Select(Describe));
        WriteList(output, "that the network does not have", nearest.Unexpected.Select(entry => Plain.Name(entry.Name)));
    }

    /// <summary><c>emo-1m</c>, or <c>emo-1m with ClassCount = 10</c>.</summary>
    private static string Declaration(NetworkMatch match) =>
        match.Classes is { } classes ? $"{match.Name} with ClassCount = {classes}" : match.Name;

    private static string Describe((string Name, DeclaredTensor Declared, CheckpointTensor Tensor) misfit) => misfit.Tensor.IsFloatingPoint
        ? $"{misfit.Name}: {Plain.Shape(misfit.Tensor.Shape)} here, {Plain.Shape(misfit.Declared.Shape)} there"
        : $"{misfit.Name}: {misfit.Tensor.DataType} here";

    private static void WriteList(ToolOutput output, string title, IEnumerable<string> entries, int most = MaxListed)
    {
        string[] all = [.. entries];
        if (all.Length == 0)
            return;
        output.Line();
        output.Line($"{title} ({all.Length}):");
        foreach (string entry in all.Take(most))
            output.Line($"  {entry}");
        if (all.Length > most)
            output.Line($"  and {all.Length - most} more");
    }

    /// <summary>A line for each first part of the names, with what is under it; the first 40 of them.</summary>
    private static void WriteModules(ToolOutput output, Inspection inspection)
    {
        string prefix = inspection.Nearest?.Comparison.Prefix ?? "";
        var table = new TextTable(
            new Column("module", MayBeCut: true), new Column("tensors", IsNumber: true), new Column("values", IsNumber: true),
            new Column("least", IsNumber: true), new Column("largest", IsNumber: true));
        IGrouping<string, TensorScan>[] modules = [.. inspection.Tensors.GroupBy(scan => Module(scan.Tensor.Name, prefix))];
        foreach (var module in modules.Take(MaxModules))
        {
            var read = module.Where(scan => scan.IsRead).ToList();
            table.Add(
                Plain.Name(module.Key), Plain.Number(module.Count()), Plain.Number(module.Sum(scan => scan.Tensor.Length)),
                read.Count == 0 ? "" : Value(read.Min(scan => scan.Least)), read.Count == 0 ? "" : Value(read.Max(scan => scan.Largest)));
        }

        table.Write(output);
        if (modules.Length > MaxModules)
            output.Line($"and {modules.Length - MaxModules} more");
        output.Line(output.Faint("--tensors shows each"));
    }

    /// <summary>The prefix and the next part: <c>module.stage1</c>.</summary>
    private static string Module(string name, string prefix)
    {
        int from = name.StartsWith(prefix, StringComparison.Ordinal) ? prefix.Length : 0;
        int dot = name.IndexOf('.', from);
        return dot < 0 ? name : name[..dot];
    }

    private static void WriteTensors(ToolOutput output, Inspection inspection)
    {
        var table = new TextTable(
            new Column("tensor", MayBeCut: true), new Column("shape"), new Column("type"), new Column("least", IsNumber: true),
            new Column("largest", IsNumber: true), new Column(""));
        foreach (var scan in inspection.Tensors)
        {
            string odd = scan.NotANumber + scan.Infinite > 0 ? $"{scan.NotANumber} NaN, {scan.Infinite} infinite" : "";
            table.Add(
                Plain.Name(scan.Tensor.Name), Plain.Shape(scan.Tensor.Shape), $"{scan.Tensor.DataType}",
                scan.IsRead ? Value(scan.Least) : "", scan.IsRead ? Value(scan.Largest) : "", odd);
        }

        table.Write(output);
    }

    private static string Value(float value) => Plain.Text($"{value:G4}");
}
