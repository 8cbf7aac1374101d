namespace Emo.CompilerServices;

/// <summary>
/// The batch norm that is folded into a classifier's last linear layer. Embeddings are what that layer reads in the checkpoint, so that it
/// is applied to them: values of the arena times the scale, plus the shift.
/// </summary>
internal sealed class EmbeddingNorm(float[] scale, float[] shift)
{
    /// <summary>A value for each channel.</summary>
    public ReadOnlySpan<float> Scale => scale;

    /// <summary>A value for each channel.</summary>
    public ReadOnlySpan<float> Shift => shift;

    /// <summary>As a checkpoint gives it, rounded as a file of packed weights holds it.</summary>
    public static EmbeddingNorm Of(ScaleShift norm, int channels)
    {
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int c = 0; c < channels; c++)
        {
            scale[c] = (float)norm.Scale(c);
            shift[c] = (float)norm.Shift(c);
        }

        return new EmbeddingNorm(scale, shift);
    }

    /// <summary>In double precision, where the product of two floats is exact: the same bits everywhere.</summary>
    public void Apply(Span<float> embedding)
    {
        for (int c = 0; c < embedding.Length; c++)
            embedding[c] = (float)(((double)embedding[c] * scale[c]) + shift[c]);
    }
}
