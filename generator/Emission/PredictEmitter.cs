namespace Emo.Codegen.Emission;

/// <summary>What every model has to compute with: Predict for one input, PredictBatch for several.</summary>
internal static class PredictEmitter
{
    public static void Emit(SourceWriter source) => source.Lines(
        """
        /// <summary>Computes the raw outputs of one input. Allocates nothing.</summary>
        /// <param name="input">Planar (CHW) normalised input: InputChannels x InputHeight x InputWidth values.</param>
        /// <param name="outputs">Receives OutputLength values; see Outputs.</param>
        /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        public unsafe void Predict(global::System.ReadOnlySpan<float> input, global::System.Span<float> outputs)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin(input, outputs, OutputLength);
            fixed (float* x = input)
            fixed (float* y = outputs)
                run.Execute(&Run, x, y);
        }

        /// <summary>
        /// Computes the raw outputs of several inputs, each as Predict does, to the bit. The threads of a team take whole pictures. The
        /// instance keeps an arena for each thread from the first batch on; after that nothing is allocated.
        /// </summary>
        /// <param name="inputs">The inputs, one behind the other: count x InputChannels x InputHeight x InputWidth values.</param>
        /// <param name="count">How many there are, 0 or more.</param>
        /// <param name="outputs">Receives the outputs, one behind the other: count x OutputLength values.</param>
        /// <param name="cancellationToken">Asked before each picture.</param>
        /// <exception cref="global::System.ArgumentException">A span has the wrong length.</exception>
        /// <exception cref="global::System.ArgumentOutOfRangeException">The count is negative.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">Another thread is inside this instance.</exception>
        /// <exception cref="global::System.OperationCanceledException">
        /// It was cancelled. Some of the outputs may have been written.
        /// </exception>
        public unsafe void PredictBatch(
            global::System.ReadOnlySpan<float> inputs,
            int count,
            global::System.Span<float> outputs,
            global::System.Threading.CancellationToken cancellationToken = default)
        {
            using global::Emo.CompilerServices.ModelRun run = _instance.BeginBatch(inputs, count, outputs, OutputLength);
            fixed (float* x = inputs)
            fixed (float* y = outputs)
                run.ExecuteBatch(&Run, x, count, y, OutputLength, cancellationToken);
        }
        """);
}
