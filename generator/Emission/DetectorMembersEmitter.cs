using System.Globalization;
using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>What a detector has: where its raw outputs lie, its anchors and settings, Detect.</summary>
internal sealed class DetectorMembersEmitter(DetectorHeadSpec head) : MembersEmitter
{
    private const string ImmutableArray = "global::System.Collections.Immutable.ImmutableArray";

    public override string Contract => "IDetector";

    public override string Outputs =>
        "The raw outputs: planar maps of class logits and box deltas, channels anchor-major, " +
        "in the order in which they lie in the outputs buffer.";

    public override (int Count, string Summary)? Classes => (head.Classes, "The number of classes, without background.");

    public override string ForkSettings =>
        """

        {
            ScoreThreshold = ScoreThreshold,
            NmsThreshold = NmsThreshold,
            MaxDetections = MaxDetections,
        }
        """;

    public override string Workspace => "new(s_head, instance.Info)";

    public override void Emit(SourceWriter source, ExecutionPlan plan)
    {
        source.Line();
        EmitHead(source, plan);
        source.Line();
        EmitMethods(source);
        PictureCallsEmitter.Emit(source, "Detect", "global::Emo.Detection[]", "DetectorCalls");
    }

    private void EmitHead(SourceWriter source, ExecutionPlan plan)
    {
        var detection = head.Detection;
        source.Line("private static readonly global::Emo.CompilerServices.DetectorHead s_head = new(");
        using (source.Indent())
        {
            source.Line($"ModelInfo, ClassCount, global::Emo.CompilerServices.ScoreActivation.{head.ScoreActivation}, OutputLength,");
            source.Line($"scoreThreshold: {Float(detection.ScoreThreshold)}, preNms: {detection.PreNms},");
            source.Line($"nmsThreshold: {Float(detection.NmsThreshold)}, maxDetections: {detection.MaxDetections},");
            source.List($"boxStd: {ImmutableArray}.Create(", [.. detection.BoxStd.Select(Float)], "),");
            source.Line($"postprocessing: global::Emo.CompilerServices.BoxPostprocessing.{detection.Postprocessing},");
            source.Line($"levels: {ImmutableArray}.Create(new global::Emo.CompilerServices.DetectorLevel[]");
            source.Line("{");
            using (source.Indent())
            {
                for (int level = 0; level < head.Anchors.Strides.Count; level++)
                    EmitLevel(source, head.Anchors, level, Output(plan, $"cls.{level}"), Output(plan, $"reg.{level}"));
            }

            source.Line("}));");
        }

        source.Line();
        source.Line("private readonly global::Emo.CompilerServices.DetectorWorkspace _workspace;");
    }

    private static void EmitLevel(SourceWriter source, AnchorSpec spec, int level, PlanOutput scores, PlanOutput boxes)
    {
        var anchors = spec.AtFirstCell(level);
        var (height, width) = (scores.Shape.Height, scores.Shape.Width);
        source.Comment(
            $"Level {level}: {height}x{width} cells, {anchors.Count / 4} anchors each; " +
            "left, top, right, bottom of those of the first cell.");
        source.Line("new(");
        using var arguments = source.Indent();
        source.Line($"height: {height}, width: {width}, stride: {spec.Strides[level]},");
        source.Line($"scoreOffset: {scores.Offset}, boxOffset: {boxes.Offset},");
        source.Line($"anchors: {ImmutableArray}.Create(");
        using var sides = source.Indent();
        for (int at = 0; at < anchors.Count; at += 4)
        {
            string end = at + 4 < anchors.Count ? "," : ")),";
            source.Line($"{string.Join(", ", anchors.Skip(at).Take(4).Select(side => Float(side)))}{end}");
        }
    }

    private static void EmitMethods(SourceWriter source) => source.Lines(
        """
        int global::Emo.IDetector.ClassCount => ClassCount;

        /// <summary>Only scores above this are detections, 0 to 1. The spec's at first.</summary>
        /// <exception cref="global::System.ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
        public float ScoreThreshold { get => _workspace.ScoreThreshold; set => _workspace.ScoreThreshold = value; }

        /// <summary>
        /// Of two boxes of one class whose intersection over union is above this, 0 to 1, the one with the lower score is
        /// dropped. The spec's at first.
        /// </summary>
        /// <exception cref="global::System.ArgumentOutOfRangeException">Set to a value outside 0 to 1.</exception>
        public float NmsThreshold { get => _workspace.NmsThreshold; set => _workspace.NmsThreshold = value; }

        /// <summary>How many detections of a picture there are at most, 1 to 100,000. The spec's at first.</summary>
        /// <exception cref="global::System.ArgumentOutOfRangeException">Set to a value outside 1 to 100,000.</exception>
        public int MaxDetections { get => _workspace.MaxDetections; set => _workspace.MaxDetections = value; }

        /// <summary>
        /// Finds the objects in a picture: preprocesses it as the spec says, computes, decodes, suppresses. It allocates nothing but what
        /// the first pictures make the instance keep.
        /// </summary>
        /// <param name="picture">A picture of any size, in memory of the caller's.</param>
        /// <param name="detections">
        /// Receives the detections, the highest score first; MaxDetections elements are always enough. When it is shorter than
        /// their number, the best ones.
        /// </param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A score or a side of a box is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">
        /// Another thread is inside this instance, or the view is a default value.
        /// </exception>
        public int Detect(global::Emo.PictureView picture, global::System.Span<global::Emo.Detection> detections)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            return Detect(run, _workspace.Preprocess(picture), detections);
        }

        /// <summary>The same for a picture that has its own memory.</summary>
        /// <param name="picture">A picture of any size.</param>
        /// <param name="detections">Receives the detections, the highest score first, as many as there is room for.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A score or a side of a box is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public int Detect(global::Emo.Picture picture, global::System.Span<global::Emo.Detection> detections)
        {
            global::System.ArgumentNullException.ThrowIfNull(picture);
            return Detect(picture.View, detections);
        }

        /// <summary>
        /// Finds the objects in the picture of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The instance keeps
        /// for this what a PictureWorkspace keeps, which says what there is of a picture in memory, and what is allocated.
        /// </summary>
        /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
        /// <param name="detections">
        /// Receives the detections, the highest score first, as many as there is room for; boxes are those of the upright picture.
        /// </param>
        /// <param name="options">How to decode; the default options when null.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A score or a side of a box is not finite.</exception>
        /// <exception cref="global::Emo.PictureException">
        /// The bytes are another format, damaged, cut short or too large.
        /// </exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public int Detect(
            global::System.ReadOnlySpan<byte> file,
            global::System.Span<global::Emo.Detection> detections,
            global::Emo.PictureOptions? options = null)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            return Detect(run, _workspace.Preprocess(file, options), detections);
        }

        /// <summary>Finds the objects in a picture that was preprocessed elsewhere. Allocates nothing.</summary>
        /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
        /// <param name="frame">Where the picture lies in it; see Preprocessing.FrameOf.</param>
        /// <param name="detections">Receives the detections, the highest score first, as many as there is room for.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A score or a side of a box is not finite.</exception>
        /// <exception cref="global::System.ArgumentException">
        /// The input has the wrong length, or a size of the frame is out of range.
        /// </exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public unsafe int Detect(
            global::System.ReadOnlySpan<float> input,
            global::Emo.PictureFrame frame,
            global::System.Span<global::Emo.Detection> detections)
        {
            _workspace.Check(frame);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin(input);
            fixed (float* x = input)
            fixed (float* y = _workspace.Outputs)
                run.Execute(&Run, x, y);
            return _workspace.Decode(frame, detections);
        }

        private unsafe int Detect(
            global::Emo.CompilerServices.ModelRun run,
            global::Emo.PictureFrame frame,
            global::System.Span<global::Emo.Detection> detections)
        {
            fixed (float* x = _workspace.Input)
            fixed (float* y = _workspace.Outputs)
                run.Execute(&Run, x, y);
            return _workspace.Decode(frame, detections);
        }
        """);

    private static PlanOutput Output(ExecutionPlan plan, string name) => plan.Outputs.Single(output => output.Name == name);

    private static string Float(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
