using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>What a classifier has: Predict over spans and tensors.</summary>
internal sealed class ClassifierMembersEmitter(ClassifierHeadSpec head) : MembersEmitter
{
    public override string Contract => "IClassifier";

    public override (int Count, string Summary)? Classes => (head.Classes, "The number of classes, and of logits.");

    public override string ForkSettings => "";

    public override void Emit(SourceWriter source, ExecutionPlan plan) => source.Lines(
        """
        int global::Emo.IClassifier.ClassCount => ClassCount;

        /// <summary>Computes the logits of one input. Allocates nothing.</summary>
        /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
        /// <param name="logits">Receives ClassCount logits.</param>
        /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside Predict of this instance.</exception>
        public unsafe void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> logits)
        {
            using var run = _instance.Begin(input.Length, InputChannels * InputHeight * InputWidth, logits.Length, ClassCount);
            fixed (float* x = input)
            fixed (float* y = logits)
                run.Execute(&Run, x, y);
        }

        /// <summary>Computes the logits of one input. Allocates nothing.</summary>
        /// <param name="input">[3, InputHeight, InputWidth] or [1, 3, InputHeight, InputWidth], dense, normalised.</param>
        /// <param name="logits">[ClassCount] or [1, ClassCount], dense.</param>
        /// <exception cref="global::System.ArgumentException">A tensor has the wrong shape or is not dense.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside Predict of this instance.</exception>
        public void Predict(
            in global::System.Numerics.Tensors.ReadOnlyTensorSpan<float> input,
            in global::System.Numerics.Tensors.TensorSpan<float> logits) =>
            Predict(
                global::Emo.CompilerServices.TensorArguments.Input(input, InputChannels, InputHeight, InputWidth),
                global::Emo.CompilerServices.TensorArguments.Output(logits, ClassCount));
        """);
}
