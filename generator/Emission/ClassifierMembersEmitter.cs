using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>What a classifier has: Predict over spans and tensors, Classify over views and files.</summary>
internal sealed class ClassifierMembersEmitter(ClassifierHeadSpec head) : MembersEmitter
{
    public override string Contract => "IClassifier";

    public override string Outputs => "The raw output: the logits.";

    public override (int Count, string Summary)? Classes => (head.Classes, "The number of classes, and of logits.");

    public override string ForkSettings => "";

    public override void Emit(SourceWriter source, ExecutionPlan plan)
    {
        source.Line();
        EmitMethods(source);
        PictureCallsEmitter.Emit(
            source, "Classify", "global::Emo.Classification[]", "ClassifierCalls", parameter: ("int top = 5", "top"));
        EmbeddingEmitter.Emit(source, plan);
    }

    private static void EmitMethods(SourceWriter source) => source.Lines(
        """
        int global::Emo.IClassifier.ClassCount => ClassCount;

        /// <summary>Computes the logits of one input. Allocates nothing.</summary>
        /// <param name="input">[3, InputHeight, InputWidth] or [1, 3, InputHeight, InputWidth], dense, normalised.</param>
        /// <param name="outputs">[ClassCount] or [1, ClassCount], dense.</param>
        /// <exception cref="global::System.ArgumentException">A tensor has the wrong shape or is not dense.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside Predict of this instance.</exception>
        public void Predict(
            in global::System.Numerics.Tensors.ReadOnlyTensorSpan<float> input,
            in global::System.Numerics.Tensors.TensorSpan<float> outputs) =>
            Predict(
                global::Emo.CompilerServices.TensorArguments.Input(input, InputChannels, InputHeight, InputWidth),
                global::Emo.CompilerServices.TensorArguments.Outputs(outputs, ClassCount));

        private global::Emo.CompilerServices.ClassifierWorkspace? _workspace;

        /// <summary>
        /// Classifies a picture: preprocesses it as the spec says, predicts, ranks the classes. It allocates nothing but what the first
        /// pictures make the instance keep.
        /// </summary>
        /// <param name="picture">A picture of any size, in memory of the caller's.</param>
        /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">
        /// Another thread is inside this instance, or the view is a default value.
        /// </exception>
        public int Classify(global::Emo.PictureView picture, global::System.Span<global::Emo.Classification> classes)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.CompilerServices.ClassifierWorkspace workspace = _workspace ??= new(Info, ClassCount);
            workspace.Preprocess(picture);
            return Classify(run, workspace, classes);
        }

        /// <summary>The same for a picture that has its own memory.</summary>
        /// <param name="picture">A picture of any size.</param>
        /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public int Classify(global::Emo.Picture picture, global::System.Span<global::Emo.Classification> classes)
        {
            global::System.ArgumentNullException.ThrowIfNull(picture);
            return Classify(picture.View, classes);
        }

        /// <summary>
        /// Classifies the picture in the bytes of a PNG or JPEG file, whose rows are preprocessed as they are decoded. The instance keeps
        /// for this what a PictureWorkspace keeps, which says what there is of a picture in memory, and what is allocated.
        /// </summary>
        /// <param name="file">The file's bytes; anything after the picture's end is ignored.</param>
        /// <param name="classes">Receives the most probable classes, the first one first, as many as there is room for.</param>
        /// <param name="options">How to decode; the default options when null.</param>
        /// <returns>How many were written.</returns>
        /// <exception cref="global::Emo.PictureException">
        /// The bytes are another format, damaged, cut short or too large.
        /// </exception>
        /// <exception cref="global::System.NotFiniteNumberException">A logit is not finite.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public int Classify(
            global::System.ReadOnlySpan<byte> file,
            global::System.Span<global::Emo.Classification> classes,
            global::Emo.PictureOptions? options = null)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.CompilerServices.ClassifierWorkspace workspace = _workspace ??= new(Info, ClassCount);
            workspace.Preprocess(file, options);
            return Classify(run, workspace, classes);
        }

        private static unsafe int Classify(
            global::Emo.CompilerServices.ModelRun run,
            global::Emo.CompilerServices.ClassifierWorkspace workspace,
            global::System.Span<global::Emo.Classification> classes)
        {
            fixed (float* x = workspace.Input)
            fixed (float* y = workspace.Logits)
                run.Execute(&Run, x, y);
            return workspace.Rank(classes);
        }
        """);
}
