namespace Emo.Fuzz.Mutations;

/// <summary>Small or simple pickles that would cost much.</summary>
internal static class PickleBombs
{
    public static byte[] Write(Random random, TestTensor[] tensors)
    {
        int count = 1 << random.Next(4, 16);
        var pickle = new PickleWriter().Protocol(random.Chance(0.5) ? (byte)2 : (byte)4);
        switch (random.Next(16))
        {
            case 0: // nested deeply
                Repeat(count, () => pickle.Raw(random.Pick([(byte)'(', (byte)']', (byte)'}'])));
                Repeat(count, () => pickle.Raw(random.Pick([(byte)'t', (byte)'a', (byte)'s'])));
                break;
            case 1: // tuples in tuples
                pickle.EmptyTuple();
                Repeat(count, () => pickle.Raw(0x85));
                break;
            case 2: // twice the one before: 2^n elements for whoever walks
                pickle.EmptyTuple().Put(0);
                Repeat(Math.Min(count, 250), () => pickle.Get(0).Raw(0x86).Put(0));
                break;
            case 3: // a list in itself, a dict in itself
                pickle.EmptyList().Put(0).Get(0).Append().EmptyDict().Put(1).Text("a").Get(1).SetItem().Text("b").Get(0).SetItem();
                break;
            case 4: // a text, bytes or a number that say to be huge
                pickle.Raw(random.Pick([(byte)0x8d, (byte)0x8e, (byte)0x96, (byte)'X', (byte)'T', (byte)0x8b]))
                    .Raw(BitConverter.GetBytes(random.OddNumber())).Raw(random.Bytes(50));
                break;
            case 5: // a memo with a hole
                pickle.None().Raw((byte)'r', 255, 255, 255, (byte)random.Next(256));
                break;
            case 6: // one view, many times
                Views(pickle, tensors, random, count / 4);
                break;
            case 7: // many names for one tensor
                Aliases(pickle, tensors, count / 2, nameLength: 1);
                break;
            case 8: // long names
                Aliases(pickle, tensors, 1 + (count / 256), nameLength: 60_000);
                break;
            case 9: // a huge shape over a small storage
                var tensor = tensors[0] with { Shape = Shape(random), Strides = random.Chance(0.7) ? Shape(random) : null };
                return Dict(tensor);
            case 10: // many objects of no known class
                pickle.EmptyList().Mark().Global("a.b", "C").Put(0);
                Repeat(count, () => pickle.Get(0).EmptyTuple().Reduce());
                pickle.Appends();
                break;
            case 11: // many names of classes
                Repeat(count, () => pickle.Global("a", $"C{random.Next()}").Op('0'));
                pickle.None();
                break;
            case 12: // a long number, as digits and as bytes
                if (random.Chance(0.5))
                    pickle.Raw((byte)'L').Raw([.. Enumerable.Repeat((byte)'9', count * 4)]).Raw((byte)'L', (byte)'\n');
                else
                    pickle.Raw((byte)0x8b).UInt32((uint)count * 4).Raw(random.Bytes(count * 4));
                break;
            case 13: // a view made again and again of one memoised tuple
                Rebuilds(pickle, tensors, random, 1 << random.Next(13, 19));
                break;
            case 14: // a memoised storage key that is hashed again and again
                StorageKeys(pickle, tensors, 1 << random.Next(10, 17), keyLength: random.Next(1 << random.Next(8, 16)));
                break;
            default: // a dict with one key many times
                pickle.EmptyDict().Mark();
                Repeat(count, () => pickle.Text("a").None());
                pickle.SetItems();
                break;
        }

        return pickle.Stop().ToArray();
    }

    private static void Repeat(int count, Action write)
    {
        for (int i = 0; i < count; i++)
            write();
    }

    private static void Views(PickleWriter pickle, TestTensor[] tensors, Random random, int count)
    {
        var file = new TorchFile();
        long[] shape = [.. Enumerable.Repeat(1L, random.Next(64))];
        file.Tensor(tensors[0] with { Shape = shape, Strides = shape });
        byte[] rebuild = file.Pickle.ToArray();
        pickle.EmptyDict();
        Repeat(count, () => pickle.Text("a").Raw(rebuild).SetItem());
    }

    private static void Rebuilds(PickleWriter pickle, TestTensor[] tensors, Random random, int count)
    {
        long[] shape = [.. Enumerable.Repeat(1L, random.Pick([1, 8, 64, 64]))];
        var opcodes = Opcodes(tensors[0] with { Shape = shape, Strides = shape });
        pickle.EmptyList().Mark().Raw(opcodes[0]).Put(0).Raw(Pickles.Join(opcodes[1..^1])).Put(1);
        bool named = random.Chance(0.5);
        if (named)
            pickle.Appends().Op('0').EmptyDict().Mark();
        for (int i = 0; i < count; i++)
        {
            if (named)
                pickle.Text($"{i}");
            pickle.Get(0).Get(1).Reduce();
            if (i % 1000 == 999)
                pickle.Op(named ? 'u' : 'e').Mark(); // Python's own batches, which keep the stack low
        }

        pickle.Op(named ? 'u' : 'e');
    }

    private static void StorageKeys(PickleWriter pickle, TestTensor[] tensors, int count, int keyLength)
    {
        var opcodes = Opcodes(tensors[0] with { StorageKey = new string('k', keyLength) });
        int end = opcodes.FindIndex(opcode => opcode[0] == 'Q');

        // The tuple ends before the opcode that makes a storage of it, and is as good as an element of a list.
        pickle.EmptyList().Mark().Raw(Pickles.Join(opcodes[2..end])).Put(1).Op('Q');
        for (int i = 0; i < count; i++)
        {
            pickle.Get(1).Op('Q');
            if (i % 1000 == 999)
                pickle.Appends().Mark();
        }

        pickle.Appends();
    }

    private static List<byte[]> Opcodes(TestTensor tensor)
    {
        var file = new TorchFile();
        file.Tensor(tensor);
        return Pickles.Split(file.Pickle.ToArray());
    }

    private static void Aliases(PickleWriter pickle, TestTensor[] tensors, int count, int nameLength)
    {
        var file = new TorchFile();
        file.Tensor(tensors[0]);
        pickle.Raw(file.Pickle.ToArray()).Put(0).Op('0').EmptyDict().Mark();
        for (int i = 0; i < count; i++)
            pickle.Text(new string('n', nameLength) + i).Get(0);
        pickle.SetItems();
    }

    private static byte[] Dict(TestTensor tensor)
    {
        var file = new TorchFile();
        file.Pickle.Protocol();
        file.Dict(tensor);
        return file.Pickle.Stop().ToArray();
    }

    private static long[] Shape(Random random) => [.. Enumerable.Range(0, random.Next(1, 70)).Select(_ => random.OddNumber())];
}
