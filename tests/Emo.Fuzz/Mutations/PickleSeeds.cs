using System.Text;

namespace Emo.Fuzz.Mutations;

/// <summary>Pickles as PyTorch, its users and older Pythons write them, all over the same storages.</summary>
internal static class PickleSeeds
{
    public static IEnumerable<byte[]> All(TestTensor[] tensors)
    {
        byte[] plain = Write(file => file.Dict(tensors));
        yield return plain;
        yield return ToProtocol4(plain);
        yield return ToProtocol0(plain);
        byte[] training = Write(file =>
        {
            file.Pickle.EmptyDict().Put(0).Mark().Text("epoch").Integer(70_000).Text("net_E");
            file.Dict(tensors);
            file.Pickle.Text("loss").Float(0.5).Text("args").Global("argparse", "Namespace").EmptyTuple().NewObject()
                .EmptyDict().Mark().Text("lr").Float(0.1).Text("self").Get(0).SetItems().Build()
                .Text("path").Global("pathlib", "PosixPath").Mark().Text("a").Text("b").Tuple().Reduce()
                .Text("dtype").Global("torch", "float16").Text("list").EmptyList().Mark().None().Integer(1).Appends().SetItems();
        });
        yield return training;
        yield return ToProtocol4(training);
        yield return Write(file => Module(file, tensors));
        yield return ToProtocol4(Write(file => Module(file, tensors)));
    }

    /// <summary>A module as torch.save(model) writes it, with its tensors in one submodule for each prefix.</summary>
    private static void Module(TorchFile file, TestTensor[] tensors)
    {
        Begin(file.Pickle, "Net").Text("_parameters").OrderedDict().Text("_buffers").OrderedDict().Text("_modules").OrderedDict().Mark();
        foreach (var module in tensors.GroupBy(tensor => tensor.Name.Split('.')[0]))
        {
            file.Pickle.Text(module.Key);
            Begin(file.Pickle, "Layer");
            Tensors(file, "_parameters", module.Where(tensor => !IsBuffer(tensor)));
            Tensors(file, "_buffers", module.Where(IsBuffer));
            file.Pickle.Text("_modules").OrderedDict().SetItems().Build();
        }

        file.Pickle.SetItems().SetItems().Build();
    }

    private static PickleWriter Begin(PickleWriter pickle, string name) =>
        pickle.Global("my.nets", name).EmptyTuple().NewObject().EmptyDict().Mark().Text("training").False();

    private static bool IsBuffer(TestTensor tensor) => tensor.Name.Contains("running", StringComparison.Ordinal)
        || tensor.Name.Contains("tracked", StringComparison.Ordinal);

    private static void Tensors(TorchFile file, string name, IEnumerable<TestTensor> tensors)
    {
        file.Pickle.Text(name).OrderedDict().Mark();
        foreach (var tensor in tensors)
        {
            file.Pickle.Text(tensor.Name.Split('.')[1]);
            file.Tensor(tensor);
        }

        file.Pickle.SetItems();
    }

    private static byte[] Write(Action<TorchFile> write)
    {
        var file = new TorchFile();
        file.Pickle.Protocol();
        write(file);
        return file.Pickle.Stop().ToArray();
    }

    /// <summary>Short texts, classes by the stack, memo by count, a frame.</summary>
    private static byte[] ToProtocol4(byte[] pickle)
    {
        byte[] body = Pickles.Join(Pickles.Split(pickle).Skip(1).Select(opcode => opcode[0] switch
        {
            (byte)'X' => [0x8c, (byte)(opcode.Length - 5), .. opcode[5..]],
            (byte)'c' => ToStackGlobal(opcode),
            (byte)'q' => [0x94],
            _ => opcode,
        }));
        return [0x80, 4, 0x95, .. BitConverter.GetBytes((long)body.Length), .. body];
    }

    private static byte[] ToStackGlobal(byte[] opcode)
    {
        string[] names = Encoding.ASCII.GetString(opcode, 1, opcode.Length - 2).Split('\n');
        return [.. names.SelectMany(name => (byte[])[0x8c, (byte)name.Length, .. Encoding.ASCII.GetBytes(name)]), 0x93];
    }

    /// <summary>Numbers and texts as lines.</summary>
    private static byte[] ToProtocol0(byte[] pickle) =>
        Pickles.Join(Pickles.Split(pickle).Skip(1).Select(opcode => opcode[0] switch
        {
            (byte)'X' => [(byte)'V', .. opcode[5..], (byte)'\n'],
            (byte)'K' => Encoding.ASCII.GetBytes($"I{opcode[1]}\n"),
            (byte)'}' => "(d"u8.ToArray(),
            (byte)')' => "(t"u8.ToArray(),
            (byte)']' => "(l"u8.ToArray(),
            0x89 => "I00\n"u8.ToArray(),
            (byte)'q' => Encoding.ASCII.GetBytes($"p{opcode[1]}\n"),
            (byte)'h' => Encoding.ASCII.GetBytes($"g{opcode[1]}\n"),
            _ => opcode,
        }));
}
