using System.Text;
using Emo.Fuzz.Mutations;

namespace Emo.Fuzz.Readers;

/// <summary>Safetensors: the header's text is changed word by word, its length made right again.</summary>
internal sealed class SafeTensorsReader : CheckpointReader
{
    private static readonly string[] s_types = ["F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U64", "U8", "BOOL", "F8_E4M3"];

    private static readonly string[] s_words =
    [
        "\"__metadata__\"", "\"data_offsets\"", "\"shape\"", "\"dtype\"", "\"F32\"", "\"F16\"", "[]", "{}", "null", "true", "\"\"", "\"a\"",
        "-1", "0.5", "1e9", "1e400", "-0", "01", "18446744073709551615", "9223372036854775807", "9223372036854775808", "\"\\u0000\"",
        "\"\\ud800\"", "\"\u0085\"", "\"\\u001b[2J\"", "[[[[[[[[]]]]]]]]", "{\"\":{\"\":{}}}", "4294967296", "//", "NaN", "\"stem.weight\"",
    ];

    public override string Name => "safetensors";

    public override string Description => "safetensors files";

    public override byte[] Make(Random random)
    {
        if (random.Chance(0.06))
            return Bomb(random);
        byte[] file = Seed(random);
        if (random.Chance(0.1))
            return RawBytes.Damage(random, file, Seed(random));
        int length = (int)BitConverter.ToInt64(file);
        string header = Encoding.UTF8.GetString(file, 8, length);
        byte[] data = file[(8 + length)..];
        for (int i = random.Few(); i > 0; i--)
            header = Words.Change(random, header, s_words);
        if (random.Chance(0.1))
            header = header.Replace("\"F32\"", $"\"{random.Pick(s_types)}\"", StringComparison.Ordinal);
        if (random.Chance(0.1))
            header += new string(' ', random.Next(20));
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        if (random.Chance(0.1))
            bytes = RawBytes.Flip(random, bytes);
        if (random.Chance(0.1))
            data = random.Chance(0.5) ? data[..random.Next(data.Length + 1)] : [.. data, .. random.Bytes(random.Next(20))];
        long said = random.Chance(0.05) ? random.OddNumber(bytes.Length) : bytes.Length;
        return [.. BitConverter.GetBytes(said), .. bytes, .. data];
    }

    protected override IEnumerable<byte[]> MakeSeeds()
    {
        var model = new SafetensorsBuilder();
        foreach (var tensor in ModelTensors.Where(tensor => tensor.StorageClass == "FloatStorage"))
            model.Add(tensor.Name, tensor.Shape, Floats(tensor.Storage));
        model.Add("norm.running_var", [2], [1f, 2f]);
        model.Add("norm.num_batches_tracked", [], [42L]);
        model.Add("head.weight", [3, 2], [1f, 2f, 3f, 4f, 5f, 6f]);
        yield return model.ToArray();
        yield return Write(
            """{"__metadata__":{"format":"pt"},"a":{"dtype":"F32","shape":[2,2],"data_offsets":[0,16]}""" +
            ""","b":{"dtype":"F16","shape":[3],"data_offsets":[16,22]},"c":{"dtype":"I64","shape":[],"data_offsets":[22,30]}}""",
            new byte[30]);
        yield return Write("""{"a":{"dtype":"BF16","shape":[0,4],"data_offsets":[0,0]}}    """, []);
        yield return Write("{}", []);
    }

    private static byte[] Bomb(Random random)
    {
        int count = 1 << random.Next(4, 15);
        switch (random.Next(6))
        {
            case 0: // many tiny tensors
                string entries = string.Join(',', Enumerable.Range(0, count).Select(i =>
                    $$$"""{{{'"'}}}{{{i}}}":{"dtype":"U8","shape":[],"data_offsets":[{{{i}}},{{{i + 1}}}]}"""));
                return Write($"{{{entries}}}", new byte[count]);
            case 1: // a long name
                string name = new('n', count * 8);
                return Write($$$"""{"{{{name}}}":{"dtype":"F32","shape":[1],"data_offsets":[0,{{{random.Next(9)}}}]}}""", new byte[4]);
            case 2: // nested deeply
                string open = random.Chance(0.5) ? "[" : "{\"a\":";
                return Write("{\"a\":" + string.Concat(Enumerable.Repeat(open, count)), []);
            case 3: // a huge shape over few bytes
                var sides = Enumerable.Range(0, random.Next(1, 70)).Select(_ => Math.Abs(random.OddNumber() % long.MaxValue));
                string shape = string.Join(',', sides);
                return Write($$$"""{"a":{"dtype":"F32","shape":[{{{shape}}}],"data_offsets":[0,64]}}""", new byte[64]);
            case 4: // empty tensors with the same place
                string empty = string.Join(',', Enumerable.Range(0, count).Select(i =>
                    $$$"""{{{'"'}}}{{{i}}}":{"dtype":"F32","shape":[{{{random.Next(1 << 20)}}},0],"data_offsets":[0,0]}"""));
                return Write($"{{{empty}}}", []);
            default: // a huge text that is not wanted
                return Write($$$"""{"__metadata__":{"a":"{{{new string('\u00e9', count * 16)}}}"}}""", []);
        }
    }

    private static byte[] Write(string header, byte[] data)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(header);
        return [.. BitConverter.GetBytes((long)bytes.Length), .. bytes, .. data];
    }

    private static float[] Floats(byte[] bytes) =>
        [.. Enumerable.Range(0, bytes.Length / 4).Select(i => BitConverter.ToSingle(bytes, 4 * i))];
}
