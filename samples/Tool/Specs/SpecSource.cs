using System.Globalization;
using Emo.Codegen;
using Emo.Codegen.Diagnostics;
using Emo.Codegen.Specs;
using Emo.Tool.Terminal;

namespace Emo.Tool.Specs;

/// <summary>A spec by the path of its file, or by the name of a shipped one.</summary>
internal static class SpecSource
{
    /// <param name="name">The path or the name. A file is meant before a shipped spec.</param>
    /// <param name="overrides">What the command line changes.</param>
    /// <param name="warn">Takes a line for each warning.</param>
    /// <exception cref="SpecProblemsException">The spec has mistakes.</exception>
    /// <exception cref="ToolException">There is no such spec, or the changes do not fit it.</exception>
    public static ToolSpec Read(string name, SpecOverrides overrides, Action<string> warn)
    {
        var (result, files) = Find(name);
        if (result.Spec is null)
            throw new SpecProblemsException(result.Problems.Select(Line));
        foreach (var warning in result.Problems)
            warn(Line(warning));
        return new ToolSpec(Apply(overrides, result.Spec), overrides, files);
    }

    private static (SpecReadResult Result, IReadOnlyList<SpecFile> Files) Find(string name)
    {
        if (!File.Exists(name) && ShippedSpecs.Find(name) is { } shipped)
            return (shipped, []);
        if (!File.Exists(name) && !Directory.Exists(name))
            throw NotFound(name);
        var folder = new SpecFolder(name);
        return (folder.Read(SpecTextFile.Read(name)), folder.Files);
    }

    private static ToolException NotFound(string name)
    {
        bool isPath = name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || name.AsSpan().IndexOfAny('/', '\\') >= 0;
        return new ToolException(isPath
            ? $"There is no file '{Plain.Name(name)}'."
            : $"'{Plain.Name(name)}' is neither a file nor the name of a shipped spec. {NearestName.Suggest(name, ShippedSpecs.Names)}");
    }

    private static ModelSpec Apply(SpecOverrides overrides, ModelSpec spec)
    {
        if (overrides.ClassCount is { } classes && spec.Head is not ClassHeadSpec)
            throw new ToolException($"{spec.Name} has no classes: leave out --classes {classes}.");
        if (spec.Head is ClassHeadSpec head && overrides.ClassCount > head.MaxClasses)
            throw new ToolException($"--classes is {overrides.ClassCount}, and {spec.Name} has at most {head.MaxClasses}.");
        var changed = overrides.Apply(spec);
        return SpecSize.Problem(changed) is { } tooLarge ? throw new ToolException($"{spec.Name}: {tooLarge}.") : changed;
    }

    /// <summary>As the compiler prints it: <c>my.json(3,14): error EMO0105: ...</c></summary>
    private static string Line(DiagnosticInfo problem)
    {
        string sentence = problem.ToDiagnostic().GetMessage(CultureInfo.InvariantCulture);
        string kind = problem.IsError() ? "error" : "warning";
        string place = problem.Location is { } at
            ? Plain.Text($"{at.Path}({at.StartLine + 1},{at.StartColumn + 1}): ")
            : "";
        return Printable($"{place}{kind} {problem.Id}: {sentence}");
    }

    /// <summary>One line, whatever the file has.</summary>
    private static string Printable(string line) => string.Concat(line.Select(c => char.IsControl(c) ? '?' : c));
}
