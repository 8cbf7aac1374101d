using System.Buffers;
using System.Numerics.Tensors;

namespace Emo;

/// <summary>From logits to the most probable classes, in memory of the stack or of the shared pool.</summary>
internal static class Ranking
{
    private const int StackLength = 1024;

    /// <summary>Of so many classes the best are kept in order while the logits are read; for more, all are sorted.</summary>
    private const int KeptInOrder = 16;

    /// <param name="info">The model, which names classes and errors.</param>
    /// <param name="logits">At least one.</param>
    /// <param name="classes">Receives the best ones.</param>
    /// <returns>How many were written.</returns>
    public static int Rank(ModelInfo info, ReadOnlySpan<float> logits, Span<Classification> classes)
    {
        float maximum = TensorPrimitives.Max(logits); // NaN if any is
        if (!float.IsFinite(maximum))
        {
            throw new NotFiniteNumberException(
                $"The largest logit of {info.Name} is {maximum}: its input or its weights are not finite numbers.", maximum);
        }

        int length = logits.Length;
        float[]? floats = length <= StackLength ? null : ArrayPool<float>.Shared.Rent(length);
        ulong[]? longs = length <= StackLength ? null : ArrayPool<ulong>.Shared.Rent(length);
        try
        {
            var probabilities = floats is null ? stackalloc float[StackLength] : floats;
            var keys = longs is null ? stackalloc ulong[StackLength] : longs;
            probabilities = probabilities[..length];
            Softmax(logits, maximum, probabilities);

            int count = Math.Min(classes.Length, length);
            Order(logits, keys[..length], count);
            for (int i = 0; i < count; i++)
            {
                int index = (int)(uint)keys[i];
                classes[i] = new Classification(index, info.LabelOf(index), probabilities[index]);
            }

            return count;
        }
        finally
        {
            if (floats is not null)
                ArrayPool<float>.Shared.Return(floats);
            if (longs is not null)
                ArrayPool<ulong>.Shared.Return(longs);
        }
    }

    /// <summary>
    /// Relative to the maximum, so that no exponential overflows. The sum is taken one by one, in double precision: the sums of
    /// TensorPrimitives depend on where the values lie.
    /// </summary>
    private static void Softmax(ReadOnlySpan<float> logits, float maximum, Span<float> probabilities)
    {
        TensorPrimitives.Subtract(logits, maximum, probabilities);
        TensorPrimitives.Exp(probabilities, probabilities);
        double sum = 0;
        foreach (float value in probabilities)
            sum += value;
        TensorPrimitives.Divide(probabilities, (float)sum, probabilities);
    }

    /// <summary>Sorts so that the first <paramref name="count"/> keys are those of the best classes, the best one first.</summary>
    private static void Order(ReadOnlySpan<float> logits, Span<ulong> keys, int count)
    {
        if (count > KeptInOrder)
        {
            for (int i = 0; i < keys.Length; i++)
                keys[i] = KeyOf(logits[i], i);
            keys.Sort();
            return;
        }

        int kept = 0;
        for (int i = 0; i < logits.Length && count > 0; i++)
        {
            ulong key = KeyOf(logits[i], i);
            if (kept == count && key > keys[count - 1])
                continue;
            int place = kept < count ? kept++ : count - 1;
            for (; place > 0 && keys[place - 1] > key; place--)
                keys[place] = keys[place - 1];
            keys[place] = key;
        }
    }

    /// <summary>The larger the logit, the smaller the key; of equal ones (0 and -0 are) the one with the smaller index.</summary>
    private static ulong KeyOf(float logit, int index)
    {
        uint bits = BitConverter.SingleToUInt32Bits(logit + 0f);
        uint descending = (bits & 0x8000_0000) != 0 ? bits : ~(bits | 0x8000_0000);
        return ((ulong)descending << 32) | (uint)index;
    }
}
