using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>What a segmenter has: its logits, its palette, Segment.</summary>
internal sealed class SegmenterMembersEmitter(SegmenterHeadSpec head) : MembersEmitter
{
    private const int ColoursALine = 6;

    private const string ImmutableArray = "global::System.Collections.Immutable.ImmutableArray";

    private const string Rgb = "global::Emo.Rgb";

    public override string Contract => "ISegmenter";

    public override string Outputs => "The raw output: the logits, planar, before any resize.";

    public override (int Count, string Summary)? Classes => (head.Classes, "The number of classes.");

    public override string ForkSettings => "";

    public override void Emit(SourceWriter source, ExecutionPlan plan)
    {
        source.Line();
        EmitPalette(source, head.Palette);
        source.Line();
        var logits = plan.Outputs.Single();
        source.Line("private static readonly global::Emo.CompilerServices.SegmenterHead s_head = new(");
        source.Line($"    ModelInfo, ClassCount, height: {logits.Shape.Height}, width: {logits.Shape.Width});");
        source.Line();
        source.Line("private readonly global::Emo.CompilerServices.SegmenterWorkspace _workspace = new(s_head);");
        source.Line();
        EmitMethods(source);
        PictureCallsEmitter.Emit(source, "Segment", "global::Emo.LabelMap", "SegmenterCalls");
    }

    private static void EmitPalette(SourceWriter source, EquatableArray<int> palette)
    {
        source.Summary(palette.Count == 0 ? "Empty: the spec has no palette." : "A colour for each class.");
        const string Property = $"public static {ImmutableArray}<{Rgb}> Palette";
        if (palette.Count == 0)
        {
            source.ExpressionBody(Property, $"{ImmutableArray}<{Rgb}>.Empty");
            return;
        }

        source.Line($"{Property} {{ get; }} =");
        using var value = source.Indent();
        source.Line($"{ImmutableArray}.Create(new {Rgb}[]");
        source.Line("{");
        for (int first = 0; first < palette.Count; first += ColoursALine)
            source.Line($"    {string.Join(", ", palette.Skip(first).Take(ColoursALine).Select(Colour))},");
        source.Line("});");
    }

    private static void EmitMethods(SourceWriter source) => source.Lines(
        """
        int global::Emo.ISegmenter.ClassCount => ClassCount;

        global::System.Collections.Immutable.ImmutableArray<global::Emo.Rgb> global::Emo.ISegmenter.Palette => Palette;

        /// <summary>
        /// Finds the class of every pixel: preprocesses the picture as the spec says, computes, resizes the logits to the input
        /// and then to the picture, takes the largest. It allocates nothing but what the first pictures make the instance keep.
        /// </summary>
        /// <param name="picture">A picture of any size, in memory of the caller's.</param>
        /// <param name="labels">Receives the class of each pixel, row by row: picture height x width values.</param>
        /// <exception cref="global::System.ArgumentException">The labels have another length.</exception>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">
        /// Another thread is inside this instance, or the view is a default value.
        /// </exception>
        public unsafe void Segment(global::Emo.PictureView picture, global::System.Span<byte> labels)
        {
            global::Emo.CompilerServices.SegmenterWorkspace.Check(picture, labels);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.PictureFrame frame = _workspace.Preprocess(picture);
            fixed (float* x = _workspace.Input)
            fixed (float* y = _workspace.Outputs)
                run.Execute(&Run, x, y);
            _workspace.Decode(frame, labels);
        }

        /// <summary>The same for a picture that has its own memory.</summary>
        /// <param name="picture">A picture of any size.</param>
        /// <param name="labels">Receives the class of each pixel, row by row: picture height x width values.</param>
        /// <exception cref="global::System.ArgumentException">The labels have another length.</exception>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public void Segment(global::Emo.Picture picture, global::System.Span<byte> labels)
        {
            global::System.ArgumentNullException.ThrowIfNull(picture);
            Segment(picture.View, labels);
        }

        /// <summary>
        /// Finds the class of every pixel of the picture of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The
        /// instance keeps for this what a PictureWorkspace keeps, which says what there is of a picture in memory, and what is allocated.
        /// </summary>
        /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
        /// <param name="labels">
        /// Receives the class of each pixel of the upright picture, row by row: picture height x width values. It may be longer; what is
        /// behind them stays.
        /// </param>
        /// <param name="options">How to decode; the default options when null.</param>
        /// <returns>The format, and the size of the upright picture: the labels are rows of its width.</returns>
        /// <exception cref="global::System.ArgumentException">
        /// The labels are fewer than the picture has pixels, which is found before these are decoded.
        /// </exception>
        /// <exception cref="global::Emo.PictureException">
        /// The bytes are another format, damaged, cut short or too large.
        /// </exception>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public unsafe global::Emo.PictureInfo Segment(
            global::System.ReadOnlySpan<byte> file,
            global::System.Span<byte> labels,
            global::Emo.PictureOptions? options = null)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.PictureFrame frame = _workspace.Preprocess(file, labels, options, out global::Emo.PictureInfo info);
            fixed (float* x = _workspace.Input)
            fixed (float* y = _workspace.Outputs)
                run.Execute(&Run, x, y);
            _workspace.Decode(frame, labels);
            return info;
        }

        /// <summary>Finds the class of every pixel of a picture that was preprocessed elsewhere. Allocates nothing.</summary>
        /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
        /// <param name="frame">Where the picture lies in it; see Preprocessing.FrameOf.</param>
        /// <param name="labels">Receives the class of each pixel of the picture, row by row.</param>
        /// <exception cref="global::System.ArgumentException">
        /// A span has the wrong length, or a size of the frame is out of range.
        /// </exception>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public unsafe void Segment(
            global::System.ReadOnlySpan<float> input, global::Emo.PictureFrame frame, global::System.Span<byte> labels)
        {
            _workspace.Check(frame, labels);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin(input);
            fixed (float* x = input)
            fixed (float* y = _workspace.Outputs)
                run.Execute(&Run, x, y);
            _workspace.Decode(frame, labels);
        }
        """);

    private static string Colour(int rgb) => $"new({rgb >> 16}, {(rgb >> 8) & 255}, {rgb & 255})";
}
