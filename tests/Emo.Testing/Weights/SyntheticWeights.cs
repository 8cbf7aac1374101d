using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Emo.Testing;

/// <summary>
/// Test weights and inputs by formula, the same float32 bits in any language: a hash of the tensor's name and the element's
/// index, uniform on [-1, 1), scaled by the kind of tensor. The goldens are the official code's results for these weights.
/// </summary>
internal static partial class SyntheticWeights
{
    private static readonly (string End, double Gain)[] s_gains =
        [(".qk.conv.weight", 3), (".retina_cls.weight", 2), (".retina_reg.weight", 0.1), (".conv_seg.weight", 6)];

    /// <summary>A checkpoint for the state dict that a key file lists: name, shape and type of each tensor.</summary>
    public static Checkpoint Checkpoint(string keyFile)
    {
        var file = new SafetensorsBuilder();
        var lines = File.ReadLines(TestData.Path("state-dict-keys", keyFile + ".keys.txt"));
        foreach (string line in lines.Where(line => !line.StartsWith('#')))
        {
            string[] columns = line.Split('\t');
            string[] sides = columns[1].Trim('[', ']').Split(',', StringSplitOptions.RemoveEmptyEntries);
            long[] shape = Array.ConvertAll(sides, side => long.Parse(side, CultureInfo.InvariantCulture));
            if (columns[2] == "int64")
                file.Add(columns[0], shape, [1L]);
            else
                file.Add(columns[0], shape, Tensor(columns[0], shape));
        }

        return Emo.Checkpoint.Open(file.ToArray(), keyFile);
    }

    /// <summary>A planar input, used as it is: 2 u.</summary>
    public static float[] Input(int height, int width)
    {
        ulong hash = Hash(string.Create(CultureInfo.InvariantCulture, $"input.{height}x{width}"));
        float[] values = new float[3 * height * width];
        for (int i = 0; i < values.Length; i++)
            values[i] = 2 * Uniform(hash, i);
        return values;
    }

    /// <summary>The formula itself, from -1 to below 1, for a name.</summary>
    public static float[] Uniforms(string name, int count)
    {
        ulong hash = Hash(name);
        return [.. Enumerable.Range(0, count).Select(i => Uniform(hash, i))];
    }

    private static float[] Tensor(string name, long[] shape)
    {
        ulong hash = Hash(name);
        float[] values = new float[shape.Aggregate(1L, (product, dimension) => product * dimension)];
        var (offset, scale) = Range(name, shape);
        for (int i = 0; i < values.Length; i++)
            values[i] = offset + (Uniform(hash, i) * scale);
        return values;
    }

    private static (float Offset, float Scale) Range(string name, long[] shape)
    {
        if (name.EndsWith(".running_var", StringComparison.Ordinal))
            return (1, 0.5f);
        if (name.EndsWith(".ls.gamma", StringComparison.Ordinal))
            return (0.5f, 0.25f);
        if (name.EndsWith(".running_mean", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal))
            return (name.EndsWith(".retina_cls.bias", StringComparison.Ordinal) ? -4 : 0, 0.25f);
        if (shape.Length < 2)
            return (1, 0.5f);
        double gain = s_gains.Where(entry => name.EndsWith(entry.End, StringComparison.Ordinal))
            .Select(entry => entry.Gain)
            .FirstOrDefault(1.4);
        if (SkipProject().IsMatch(name))
            gain = 0.15;
        else if (SsdScores().IsMatch(name))
            gain = 12;
        double fanIn = shape.Skip(1).Aggregate(1L, (product, dimension) => product * dimension);
        return (0, (float)Math.Sqrt(gain * 3 / fanIn));
    }

    private static float Uniform(ulong hash, long index)
    {
        unchecked
        {
            ulong x = hash + ((ulong)(index + 1) * 0x9E3779B97F4A7C15);
            x ^= x >> 30;
            x *= 0xBF58476D1CE4E5B9;
            x ^= x >> 27;
            x *= 0x94D049BB133111EB;
            x ^= x >> 31;
            return ((long)(x >> 40) - (1 << 23)) * (1f / (1 << 23));
        }
    }

    /// <summary>FNV-1a, 64 bits.</summary>
    private static ulong Hash(string name)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
            hash = unchecked((hash ^ b) * 0x100000001b3);
        return hash;
    }

    /// <summary>The project of a block with a skip: every block of a stage but the first.</summary>
    [GeneratedRegex(@"^(backbone\.)?stage[1-9]\.[1-9]\d*\.proj\.conv\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex SkipProject();

    /// <summary>The last convolution of SSDLite's scores.</summary>
    [GeneratedRegex(@"\.cls_convs\.\d+\.1\.weight$", RegexOptions.CultureInvariant)]
    private static partial Regex SsdScores();
}
