using System.Collections.Immutable;
using Emo.CompilerServices;

namespace Emo.Samples;

/// <summary>
/// A checkpoint of noise for any generated model: it shows that everything from the picture to the drawing works, and nothing
/// about the picture. The same noise every time.
/// </summary>
public static class RandomWeights
{
    private const int Seed = 1;

    /// <param name="declare">The generated <c>DeclareStateDict</c>, which a model's own part can call.</param>
    public static Checkpoint For(Action<StateDictDeclaration> declare)
    {
        var stateDict = new StateDictDeclaration();
        declare(stateDict);
        var random = new Random(Seed);
        var file = new SafetensorsFile();
        foreach (var (name, shape) in stateDict.Parameters)
            file.Add(name, shape, Values(name, shape, random));
        return Checkpoint.Open(file.ToArray(), "random weights");
    }

    /// <summary>Norms near 1, weights that keep the size of what passes, and a last layer that is bold enough to give scores.</summary>
    private static float[] Values(string name, ImmutableArray<long> shape, Random random)
    {
        long length = 1;
        foreach (long side in shape)
            length *= side;
        bool isNorm = shape.Length == 1
            && (name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith(".running_var", StringComparison.Ordinal));
        float gain = name.Contains("cls_convs", StringComparison.Ordinal) || name.Contains("conv_seg", StringComparison.Ordinal) ? 4 : 1.4f;
        float range = shape.Length == 1 ? 0.25f : MathF.Sqrt(3 * gain * shape[0] / length);

        float[] values = new float[length];
        for (int i = 0; i < values.Length; i++)
            values[i] = (isNorm ? 1 : 0) + (range * ((2 * random.NextSingle()) - 1));
        return values;
    }
}
