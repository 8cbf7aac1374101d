namespace Emo.Checkpoints.Tests;

/// <summary>The files, and what the tiny network computes from an input that is always the same.</summary>
internal static class Cases
{
    private static readonly float[] s_input = Input();

    public static string PathOf(string folder, string file = "") => TestData.Path("checkpoints", folder, file);

    public static float[] Predict(Tiny model)
    {
        float[] logits = new float[Tiny.ClassCount];
        model.Predict(s_input, logits);
        return logits;
    }

    public static float[] Extract(TinyStages model)
    {
        float[] features = new float[TinyStages.OutputLength];
        model.Predict(s_input, features);
        return features;
    }

    /// <summary>The weights of plain.pth, each rounded to 16 bits.</summary>
    public static Checkpoint Rounded(string type)
    {
        using var plain = Checkpoint.Open(PathOf("cases", "plain.pth"));
        var file = new SafetensorsBuilder();
        foreach (var (name, tensor) in plain.Tensors.Where(pair => pair.Value.IsFloatingPoint))
            file.Add(name, [.. tensor.Shape], Array.ConvertAll(plain.Floats(name), value => Round(value, type)));
        return Checkpoint.Open(file.ToArray(), type);
    }

    // To the nearest, and of two that are as near to the even one.
    private static float Round(float value, string type)
    {
        if (type == "float16")
            return (float)(Half)value;
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return BitConverter.UInt32BitsToSingle((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff_0000);
    }

    private static float[] Input()
    {
        var random = new Random(1);
        float[] input = new float[Tiny.InputChannels * Tiny.InputHeight * Tiny.InputWidth];
        for (int i = 0; i < input.Length; i++)
            input[i] = (2 * random.NextSingle()) - 1;
        return input;
    }
}
