namespace Emo.Fuzz.Mutations;

/// <summary>Damages a pickle opcode by opcode.</summary>
internal sealed class PickleDamage(Random random)
{
    private static readonly string[] s_classes =
    [
        "torch\nFloatStorage", "torch\nHalfStorage", "torch\nLongStorage", "torch\nBFloat16Storage", "torch.storage\nUntypedStorage",
        "torch.storage\nTypedStorage", "torch._utils\n_rebuild_tensor_v2", "torch._utils\n_rebuild_parameter",
        "torch._utils\n_rebuild_parameter_with_state", "torch._tensor\n_rebuild_from_type_v2", "collections\nOrderedDict",
        "collections\ndefaultdict", "collections\nCounter", "argparse\nNamespace", "posix\nsystem", "builtins\ngetattr", "builtins\neval",
        "__builtin__\ngetattr", "builtins\nset", "numpy.core.multiarray\n_reconstruct", "numpy\nndarray", "numpy\ndtype", "torch\ndevice",
        "torch\nfloat16", "torch\nSize", "pathlib\nPosixPath", "mmengine.logging.history_buffer\nHistoryBuffer", "functools\npartial",
        "torch.nn.modules.linear\nLinear", "copyreg\n_reconstructor", "builtins\nobject", "_codecs\nencode", "a\nb",
    ];

    private static readonly byte[] s_plain =
        [.. "().012NQRabdelostu]}"u8, 0x81, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8f, 0x90, 0x91, 0x92, 0x93, 0x94, 0x97, 0x98];

    private static readonly byte[] s_numbered = [.. "KMJhqjr"u8, 0x80, 0x82, 0x83, 0x84, 0x95];

    private static readonly string[] s_texts =
    [
        "stem.weight", "net", "net_E", "state_dict", "model", "ema_state_dict", "module.stem.weight", "_metadata", "_parameters",
        "_buffers", "_modules", "training", "storage", "cpu", "cuda:0", "0", "1", "99", "", "\u0000", "a.b", "n_averaged",
    ];

    public byte[] Apply(byte[] pickle, byte[] other)
    {
        var opcodes = Pickles.Split(pickle);
        for (int i = random.Few(); i > 0 && opcodes.Count > 0; i--)
            Change(opcodes, other);
        byte[] changed = Pickles.Join(opcodes);
        return random.Chance(0.05) ? RawBytes.Flip(random, changed) : changed;
    }

    /// <summary>An opcode that may come anywhere.</summary>
    public byte[] Opcode()
    {
        switch (random.Next(6))
        {
            case 0:
                return [(byte)'c', .. System.Text.Encoding.UTF8.GetBytes(random.Pick(s_classes)), (byte)'\n'];
            case 1:
                byte[] text = System.Text.Encoding.UTF8.GetBytes(random.Pick(s_texts));
                return random.Chance(0.5)
                    ? [(byte)'X', .. BitConverter.GetBytes(text.Length), .. text]
                    : [random.Pick([(byte)0x8c, (byte)'U', (byte)'C']), (byte)text.Length, .. text];
            case 2:
                byte opcode = random.Pick(s_numbered);
                var (_, size) = Pickles.Number(opcode);
                return [opcode, .. BitConverter.GetBytes(random.Chance(0.7) ? random.Next(12) : random.OddNumber())[..size]];
            default:
                return [random.Pick(s_plain)];
        }
    }

    private void Change(List<byte[]> opcodes, byte[] other)
    {
        int at = random.Next(opcodes.Count), count = Math.Min(random.Next(1, 6), opcodes.Count - at);
        switch (random.Next(11))
        {
            case 0:
                opcodes.RemoveRange(at, count);
                break;
            case 1:
                opcodes.InsertRange(random.Next(opcodes.Count + 1), opcodes.GetRange(at, count));
                break;
            case 2:
                var others = Pickles.Split(other);
                int start = random.Next(others.Count);
                opcodes.InsertRange(at, others.GetRange(start, Math.Min(random.Next(1, 30), others.Count - start)));
                break;
            case 3:
                opcodes.Insert(at, [.. Opcode(), .. Opcode()]);
                break;
            case 4:
                opcodes[at] = Opcode();
                break;
            case 5: // another opcode that has the same argument
                opcodes[at] = [random.Pick([.. s_plain, .. s_numbered]), .. opcodes[at][1..]];
                break;
            case 6:
                int second = random.Next(opcodes.Count);
                (opcodes[at], opcodes[second]) = (opcodes[second], opcodes[at]);
                break;
            case 7:
                opcodes.RemoveRange(at + 1, opcodes.Count - at - 1);
                opcodes.Add([(byte)'.']);
                break;
            default:
                ChangeNumber(opcodes, at);
                break;
        }
    }

    private void ChangeNumber(List<byte[]> opcodes, int from)
    {
        for (int i = 0; i < opcodes.Count; i++)
        {
            int at = (from + i) % opcodes.Count;
            byte[] opcode = opcodes[at];
            var (_, size) = Pickles.Number(opcode[0]);
            if (size == 0 || opcode.Length < 1 + size)
                continue;
            long near = opcode[1];
            bool isText = opcode.Length > 1 + size;
            if (isText && random.Chance(0.6)) // another text, and its length as it should be
            {
                byte[] text = System.Text.Encoding.UTF8.GetBytes(random.Pick(s_texts));
                opcodes[at] = [opcode[0], .. BitConverter.GetBytes((long)text.Length)[..size], .. text];
            }
            else
            {
                opcodes[at] = [opcode[0], .. BitConverter.GetBytes(random.OddNumber(near))[..size], .. opcode[(1 + size)..]];
            }

            return;
        }
    }
}
