using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Support;

/// <summary>What came out of a run of the generator.</summary>
internal static class GeneratorRuns
{
    /// <summary>The reasons of a step's outputs, in order.</summary>
    public static IncrementalStepRunReason[] Reasons(this GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];

    public static string Source(this GeneratorRunResult result, string hintName) =>
        result.GeneratedSources.Single(source => source.HintName == hintName).SourceText.ToString();
}
