using System.Collections;
using System.Reflection;
using Emo.Codegen.Tests.Support;
using Microsoft.CodeAnalysis;

namespace Emo.Codegen.Tests.Generator;

/// <summary>Which steps an edit runs. A keystroke in an editor is an edit.</summary>
public sealed class IncrementalityTests
{
    private const string TwoModels = """
        [Emo.EmoModel("first")] public sealed partial class First;
        [Emo.EmoModel("second")] public sealed partial class Second;
        """;

    private static readonly string[] s_steps =
    [
        TrackingNames.Declarations, TrackingNames.Specs, TrackingNames.ResolvedSpecs, TrackingNames.SelectedModels,
        TrackingNames.PlannedModels, TrackingNames.VectorWidths, TrackingNames.Apis, TrackingNames.Implementations,
        TrackingNames.Shared,
    ];

    [Fact]
    public void An_edit_of_unrelated_code_leaves_every_step_cached()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.AddSource("class Unrelated;", "Unrelated.cs");
        harness.Run();
        harness.ReplaceSource("Unrelated.cs", "class Unrelated { int _field; }");
        var result = harness.Run();
        foreach (string step in s_steps)
            Assert.All(result.Reasons(step), reason => Assert.True(IsUnchanged(reason), $"{step} is {reason}"));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void An_edit_beside_the_attribute_in_the_same_file_plans_nothing()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSource("Model.cs", TwoModels + "\nclass Unrelated;");
        var result = harness.Run();
        Assert.All(result.Reasons(TrackingNames.SelectedModels), reason => Assert.True(IsUnchanged(reason)));
        Assert.All(result.Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(result.Reasons(TrackingNames.Implementations), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_one_spec_plans_and_emits_its_model_only()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSpec("second.json", TestSpecs.Small("second", head: """{ "type": "classifier", "classes": 7 }"""));
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Specs));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.SelectedModels));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.PlannedModels));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Apis));
    }

    /// <summary>Another number of classes needs no other tiles, and another activation has one more output.</summary>
    [Fact]
    public void What_models_share_is_emitted_again_only_if_an_edit_needs_more_of_it()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSpec("second.json", TestSpecs.Small("second", head: """{ "type": "classifier", "classes": 7 }"""));
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Implementations));
        Assert.Equal([IncrementalStepRunReason.Unchanged], result.Reasons(TrackingNames.Shared));
        string first = result.Source("First.Vector256.g.cs");
        string stage = """{ "depth": 2, "width": 8, "expansion": 2, "activation": "hardswish" }""";
        harness.ReplaceSpec("second.json", TestSpecs.Small("second", stage: stage));
        result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Shared));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Implementations));
        Assert.Equal(first, result.Source("First.Vector256.g.cs"));
    }

    [Fact]
    public void Other_vector_widths_emit_and_plan_nothing()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.SetVectorWidths("128,256");
        var result = harness.Run();
        Assert.All(result.Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(result.Reasons(TrackingNames.Implementations), reason => Assert.Equal(IncrementalStepRunReason.Modified, reason));
        harness.SetVectorWidths("256 ; 128");
        Assert.All(
            harness.Run().Reasons(TrackingNames.Implementations), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_edit_of_a_spec_that_changes_nothing_ends_at_the_reader()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSpec("second.json", TestSpecs.Small("second") + "\n\n");
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged], result.Reasons(TrackingNames.Specs));
        Assert.All(result.Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_spec_file_that_is_saved_unchanged_runs_nothing_beyond_its_text()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSpec("second.json", TestSpecs.Small("second"));
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged], result.Reasons(TrackingNames.Specs));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void Lines_above_a_declaration_move_it_but_plan_nothing()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSource("Model.cs", "// A line more.\n" + TwoModels);
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.Declarations));
        Assert.All(result.Reasons(TrackingNames.PlannedModels), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(result.Reasons(TrackingNames.Implementations), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void An_override_plans_its_model_only()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.ReplaceSource("Model.cs", TwoModels.Replace("\"second\"", "\"second\", ClassCount = 9", StringComparison.Ordinal));
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.PlannedModels));
    }

    [Fact]
    public void A_new_model_plans_no_other()
    {
        var harness = TwoModelHarness();
        harness.Run();
        harness.AddSource("""[Emo.EmoModel("first")] public sealed partial class Third;""", "Third.cs");
        var result = harness.Run();
        Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached, IncrementalStepRunReason.New],
            result.Reasons(TrackingNames.PlannedModels));
    }

    [Fact]
    public void An_edit_of_a_labels_file_plans_the_model_that_names_it()
    {
        var harness = new GeneratorHarness(
            TwoModels,
            specs:
            [
                ("first.json", TestSpecs.Small("first")),
                ("second.json", TestSpecs.Small("second", head: """{ "type": "classifier", "classes": 2, "labels": "names.txt" }""")),
            ],
            labels: [("names.txt", "a\nb")]);
        harness.Run();
        harness.ReplaceLabels("names.txt", "a\nc");
        var result = harness.Run();
        Assert.All(result.Reasons(TrackingNames.Specs), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.ResolvedSpecs));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.PlannedModels));
    }

    [Fact]
    public void An_edit_of_a_labels_file_plans_the_class_that_names_it()
    {
        var harness = new GeneratorHarness(
            """
            [Emo.EmoModel("first")] public sealed partial class First;
            [Emo.EmoModel("first", Labels = "names.txt")] public sealed partial class Second;
            """,
            specs: [("first.json", TestSpecs.Small("first"))],
            labels: [("names.txt", "a\nb")]);
        string Api() => harness.Run().GeneratedSources.Single(source => source.HintName == "Second.g.cs").SourceText.ToString();
        Assert.Contains("const int ClassCount = 2;", Api(), StringComparison.Ordinal);
        harness.ReplaceLabels("names.txt", "a\nb\nc");
        Assert.Contains("const int ClassCount = 3;", Api(), StringComparison.Ordinal);
        harness.ReplaceLabels("names.txt", "a\nb\nd");
        var result = harness.Run();
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], result.Reasons(TrackingNames.PlannedModels));
    }

    [Fact]
    public void An_edit_beside_a_broken_declaration_reports_it_again_and_runs_nothing_else()
    {
        var harness = new GeneratorHarness(
            TwoModels + """[Emo.EmoModel("first")] public sealed class Broken;""",
            specs: [("first.json", TestSpecs.Small("first")), ("second.json", TestSpecs.Small("second"))]);
        harness.Run();
        harness.AddSource("class Unrelated;", "Unrelated.cs");
        var result = harness.Run();
        Assert.Equal("EMO0002", Assert.Single(result.Diagnostics).Id);
        foreach (string step in s_steps)
            Assert.All(result.Reasons(step), reason => Assert.True(IsUnchanged(reason), $"{step} is {reason}"));
    }

    [Fact]
    public void An_editor_that_leaves_out_implementations_gets_a_small_api_and_no_kernels()
    {
        var result = new GeneratorHarness(
            """[Emo.EmoModel("emo-6m")] public sealed partial class M;""",
            disabledOutputs: IncrementalGeneratorOutputKind.Implementation).Run();
        var api = Assert.Single(result.GeneratedSources);
        Assert.Equal("M.g.cs", api.HintName);
        Assert.InRange(api.SourceText.Length, 1_000, 50_000);
        Assert.False(result.TrackedSteps.ContainsKey(TrackingNames.Implementations));
    }

    [Fact]
    public void No_object_of_the_compiler_is_in_the_records()
    {
        var result = TwoModelHarness().Run();
        foreach (string step in s_steps)
        {
            foreach (var (value, _) in result.TrackedSteps[step].SelectMany(run => run.Outputs))
                AssertNoCompilerObject(value, step, []);
        }
    }

    [Fact]
    public void Every_record_is_made_of_values_alone()
    {
        var result = TwoModelHarness().Run();
        var seen = new HashSet<Type>();
        foreach (var (value, _) in s_steps.SelectMany(step => result.TrackedSteps[step]).SelectMany(run => run.Outputs))
            AssertIsValue(value.GetType(), value.GetType().Name, seen);
        Assert.Contains(typeof(PlannedModel), seen);
        Assert.Contains(typeof(Emo.Codegen.Specs.ClassifierHeadSpec), seen);
    }

    [Fact]
    public void An_old_compilation_can_be_collected()
    {
        var harness = TwoModelHarness();
        var old = RunAndForget(harness);
        for (int i = 0; i < 10 && old.IsAlive; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(old.IsAlive);
        GC.KeepAlive(harness);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference RunAndForget(GeneratorHarness harness)
    {
        harness.Run();
        var old = new WeakReference(harness.Compilation);
        harness.ReplaceSource("Model.cs", TwoModels + " class Other;");
        harness.Run();
        harness.ReplaceSource("Model.cs", TwoModels + " class Third;");
        harness.Run();
        return old;
    }

    private static GeneratorHarness TwoModelHarness() =>
        new(TwoModels, specs: [("first.json", TestSpecs.Small("first")), ("second.json", TestSpecs.Small("second"))]);

    private static bool IsUnchanged(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;

    /// <summary>Plain values, records of the generator that compare by value, and immutable arrays of those; nothing else.</summary>
    private static void AssertIsValue(Type type, string path, HashSet<Type> seen)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || !seen.Add(type))
            return;
        if (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(EquatableArray<>) || type.GetGenericTypeDefinition() == typeof(Nullable<>)))
        {
            AssertIsValue(type.GetGenericArguments()[0], path + "[]", seen);
            return;
        }

        Assert.True(type.Assembly == typeof(EmoModelGenerator).Assembly, $"{path} is a {type}");
        Assert.True(
            type.IsAbstract || type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == type,
            $"{path} is a {type}, which does not compare by value");
        foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            AssertIsValue(field.FieldType, $"{path}.{field.Name}", seen);
        foreach (var derived in type.Assembly.GetTypes().Where(candidate => candidate.BaseType == type))
            AssertIsValue(derived, $"{path} as {derived.Name}", seen);
    }

    private static void AssertNoCompilerObject(object? value, string path, HashSet<object> visited)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !visited.Add(value))
            return;
        Assert.False(
            value is ISymbol or Compilation or SyntaxNode or SyntaxTree or Location or SemanticModel or AdditionalText,
            $"{path} holds a {value.GetType()}");
        if (value is IEnumerable items)
        {
            foreach (object? item in items)
                AssertNoCompilerObject(item, path + "[]", visited);
        }

        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
            foreach (var field in type.GetFields(Own).Where(field => !field.FieldType.IsPointer))
                AssertNoCompilerObject(field.GetValue(value), $"{path}.{field.Name}", visited);
        }
    }
}
