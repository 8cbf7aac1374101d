using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The members of a classifier that give what its last linear layer reads.</summary>
internal static class EmbeddingEmitter
{
    /// <summary>Writes the members, each with a blank line before it.</summary>
    public static void Emit(SourceWriter source, ExecutionPlan plan)
    {
        var embedding = plan.Embedding ?? throw new InvalidOperationException($"{plan.Name}: a classifier has an embedding.");
        source.Line();
        source.Summary("The number of values of an embedding: what the last linear layer, head, reads.");
        source.Line($"public const int EmbeddingLength = {embedding.Length};");
        source.Line();
        source.Line("int global::Emo.IClassifier.EmbeddingLength => EmbeddingLength;");
        source.Line();
        source.Summary("Where it lies in the arena behind a prediction, in floats.");
        source.Line($"private const long EmbeddingPlace = {plan.Buffers[embedding.Buffer].Offset / sizeof(float)};");
        source.Line();
        source.Summary("Whether a batch norm is folded into the layer, which embeddings get by themselves.");
        source.Line($"private const bool EmbeddingNormed = {(embedding.Norm is null ? "false" : "true")};");
        source.Line();
        EmitMethods(source);
        PictureCallsEmitter.Emit(source, "Embed", "float[]", "EmbeddingCalls");
    }

    private static void EmitMethods(SourceWriter source) => source.Lines(
        """
        /// <summary>
        /// Computes the embedding of a picture: what the last linear layer reads. Times head.weight, plus head.bias, it gives the logits.
        /// </summary>
        /// <param name="picture">A picture of any size, in memory of the caller's.</param>
        /// <param name="embedding">Receives EmbeddingLength values, not normalised.</param>
        /// <exception cref="global::System.ArgumentException">The span has the wrong length.</exception>
        /// <exception cref="global::System.NotFiniteNumberException">A value is not finite.</exception>
        /// <exception cref="global::System.NotSupportedException">
        /// The weights are from a file of packed weights that an older version saved, without what embeddings need.
        /// </exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        /// <exception cref="global::System.InvalidOperationException">
        /// Another thread is inside this instance, or the view is a default value.
        /// </exception>
        public void Embed(global::Emo.PictureView picture, global::System.Span<float> embedding)
        {
            _instance.CheckEmbedding(embedding, EmbeddingLength, EmbeddingNormed);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.CompilerServices.ClassifierWorkspace workspace = _workspace ??= new(Info, ClassCount);
            workspace.Preprocess(picture);
            Embed(run, workspace, workspace.Input, embedding);
        }

        /// <inheritdoc/>
        public void Embed(global::Emo.Picture picture, global::System.Span<float> embedding)
        {
            global::System.ArgumentNullException.ThrowIfNull(picture);
            Embed(picture.View, embedding);
        }

        /// <inheritdoc/>
        public void Embed(
            global::System.ReadOnlySpan<byte> file,
            global::System.Span<float> embedding,
            global::Emo.PictureOptions? options = null)
        {
            _instance.CheckEmbedding(embedding, EmbeddingLength, EmbeddingNormed);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin();
            global::Emo.CompilerServices.ClassifierWorkspace workspace = _workspace ??= new(Info, ClassCount);
            workspace.Preprocess(file, options);
            Embed(run, workspace, workspace.Input, embedding);
        }

        /// <inheritdoc/>
        public void Embed(global::System.ReadOnlySpan<float> input, global::System.Span<float> embedding)
        {
            _instance.CheckEmbedding(embedding, EmbeddingLength, EmbeddingNormed);
            using global::Emo.CompilerServices.ModelRun run = _instance.Begin(input);
            Embed(run, _workspace ??= new(Info, ClassCount), input, embedding);
        }

        private static unsafe void Embed(
            global::Emo.CompilerServices.ModelRun run,
            global::Emo.CompilerServices.ClassifierWorkspace workspace,
            global::System.ReadOnlySpan<float> input,
            global::System.Span<float> embedding)
        {
            fixed (float* x = input)
            fixed (float* y = workspace.Logits)
                run.Execute(&Run, x, y);
            run.ReadEmbedding(EmbeddingPlace, embedding, EmbeddingNormed);
        }
        """);
}
