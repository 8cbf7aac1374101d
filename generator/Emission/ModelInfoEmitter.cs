using System.Globalization;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The static description of a model: preprocessing and labels.</summary>
internal static class ModelInfoEmitter
{
    public static void Emit(SourceWriter source, ModelSpec spec, ExecutionPlan plan, IReadOnlyList<VectorTarget> targets)
    {
        var labels = spec.Head is ClassHeadSpec head ? head.Labels : EquatableArray<string>.Empty;
        var preprocessing = spec.Preprocessing;
        var id = PackingId.Of(plan);
        var (height, width) = ResizeTarget(spec);
        source.Line("/// <summary>Name, cost, preprocessing and labels, known before any weights are loaded.</summary>");
        source.Line("public static global::Emo.ModelInfo ModelInfo { get; } = new()");
        source.Line("{");
        using (source.Indent())
        {
            source.Line($"Name = \"{spec.Name}\",");
            source.Line("Preprocessing = new()");
            source.Line("{");
            using (source.Indent())
            {
                source.Line("InputHeight = InputHeight,");
                source.Line("InputWidth = InputWidth,");
                source.Line($"ResizeHeight = {height},");
                source.Line($"ResizeWidth = {width},");
                source.Line($"Framing = global::Emo.Framing.{preprocessing.Framing.Kind},");
                source.Line($"Interpolation = global::Emo.Interpolation.{preprocessing.Interpolation},");
                if (!preprocessing.Framing.Kind.CutsPicture())
                    source.Line($"Normalization = global::Emo.Normalization.{preprocessing.Normalization},");
                source.Line($"Mean = {Array(preprocessing.Mean)},");
                source.Line($"Std = {Array(preprocessing.Std)},");
            }

            source.Line("},");

            source.Line("ParameterCount = ParameterCount,");
            source.Line("MultiplyAdds = MultiplyAdds,");
            source.Line("WeightBytes = WeightBytes,");
            source.Line("ArenaBytes = ArenaBytes,");
            source.Line($"ScratchBytes = {plan.WorkerBytes},");
            if (labels.Count > 0)
                source.Line("Labels = global::System.Collections.Immutable.ImmutableArray.Create(LabelText.Split('\\n')),");
            source.Line($"PackingId = new global::System.UInt128(0x{id.Upper:x16}, 0x{id.Lower:x16}),");
        }

        source.Line("};");

        source.Line();
        source.Line("/// <summary>The same, with the labels that came with the weights.</summary>");
        source.Line("public global::Emo.ModelInfo Info => _instance.Info;");
        source.Line();
        EmitDefinition(source, spec, plan, targets);
        if (labels.Count > 0)
        {
            source.Line();
            EmitLabels(source, labels);
        }
    }

    /// <summary>What Load has to ask the machine for: without kernels for 128 bits there are machines that have none of them.</summary>
    private static string VectorWidths(IEnumerable<VectorTarget> targets)
    {
        string widths = string.Join(", ", targets.Select(target => Code.Text(target.Bits)));
        return $"\n{{\n    VectorWidths = global::System.Collections.Immutable.ImmutableArray.Create({widths}),\n}}";
    }

    private static void EmitDefinition(
        SourceWriter source, ModelSpec spec, ExecutionPlan plan, IReadOnlyCollection<VectorTarget> targets)
    {
        string classes = spec.Head is ClassHeadSpec ? "ClassCount" : "0";
        string norm = plan.Embedding?.Norm is null ? "0" : "EmbeddingLength";
        source.Line("private static readonly global::Emo.CompilerServices.ModelDefinition s_definition = new(");
        using var arguments = source.Indent();
        source.Line("ModelInfo,");
        source.Line("static stateDict => DeclareStateDict(stateDict),");
        source.Line("static packer => PackWeights(packer),");
        source.Line($"classCount: {classes},");
        string widths = targets.Contains(VectorTarget.Vector128) ? "" : VectorWidths(targets);
        source.Lines($"embeddingNormLength: {norm}){widths};");
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

    private static (int Height, int Width) ResizeTarget(ModelSpec spec) => spec.Preprocessing.Framing.Kind switch
    {
        FramingKind.Crop => (Resize(spec, spec.Input.Height), Resize(spec, spec.Input.Width)),
        FramingKind.Stretch or FramingKind.Fit => (spec.Preprocessing.Framing.FitHeight, spec.Preprocessing.Framing.FitWidth),
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
