using System.Globalization;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The static description of a model: preprocessing and labels.</summary>
internal static class ModelInfoEmitter
{
    public static void Emit(SourceWriter source, ModelSpec spec, ExecutionPlan plan)
    {
        var labels = spec.Head is ClassHeadSpec head ? head.Labels : EquatableArray<string>.Empty;
        var preprocessing = spec.Preprocessing;
        var id = PackingId.Of(plan);
        source.Line("/// <summary>Name, cost, preprocessing and labels, known before any weights are loaded.</summary>");
        source.Line("public static global::Emo.ModelInfo ModelInfo { get; } = new(");
        source.Line($"    \"{spec.Name}\",");
        source.Line("    new global::Emo.Preprocessing(");
        source.Line($"        InputHeight, InputWidth, {ResizeTarget(spec)}, global::Emo.Interpolation.{preprocessing.Interpolation},");
        source.Line($"        {Array(preprocessing.Mean)},");
        source.Lines($"        {Array(preprocessing.Std)}){Framing(preprocessing.Framing)},");
        source.Line($"    ParameterCount, MultiplyAdds, WeightBytes, ArenaBytes, {plan.WorkerBytes},");
        source.Line(labels.Count == 0
            ? "    global::System.Collections.Immutable.ImmutableArray<string>.Empty,"
            : "    global::System.Collections.Immutable.ImmutableArray.Create(LabelText.Split('\\n')),");
        source.Line($"    new global::System.UInt128(0x{id.Upper:x16}, 0x{id.Lower:x16}));");
        source.Line();
        source.Line("global::Emo.ModelInfo global::Emo.IEmoModel.Info => ModelInfo;");
        if (labels.Count > 0)
        {
            source.Line();
            EmitLabels(source, labels);
        }
    }

    /// <summary>One raw string literal: a thousand separate literals would only be slower to compile.</summary>
    private static void EmitLabels(SourceWriter source, EquatableArray<string> labels)
    {
        string text = string.Join("\n", labels);
        string quotes = "\"\"\"";
        while (text.Contains(quotes))
            quotes += "\"";
        source.Line("/// <summary>The labels, a line each.</summary>");
        source.Line("private const string LabelText =");
        source.Line($"    {quotes}");
        source.Lines("    " + text.Replace("\n", "\n    "));
        source.Line($"    {quotes};");
    }

    /// <summary>Height and width.</summary>
    private static string ResizeTarget(ModelSpec spec) => spec.Preprocessing.Framing.Kind switch
    {
        FramingKind.Crop => $"{Resize(spec, spec.Input.Height)}, {Resize(spec, spec.Input.Width)}",
        FramingKind.Stretch or FramingKind.Fit => $"{spec.Preprocessing.Framing.FitHeight}, {spec.Preprocessing.Framing.FitWidth}",
    };

    /// <summary>A crop is the runtime's default.</summary>
    private static string Framing(FramingSpec framing) => framing.Kind switch
    {
        FramingKind.Crop => "",
        FramingKind.Stretch or FramingKind.Fit => $"\n    {{\n        Framing = global::Emo.Framing.{framing.Kind},\n    }}",
    };

    /// <summary>The resize is the short side's; the long side of an input that is not square keeps the ratio.</summary>
    private static int Resize(ModelSpec spec, int size)
    {
        int shortSide = Math.Min(spec.Input.Height, spec.Input.Width);
        return size == shortSide ? spec.Preprocessing.Resize : (int)((long)spec.Preprocessing.Resize * size / shortSide);
    }

    private static string Array(EquatableArray<double> values) =>
        $"global::System.Collections.Immutable.ImmutableArray.Create({string.Join(", ", values.Select(Float))})";

    private static string Float(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
