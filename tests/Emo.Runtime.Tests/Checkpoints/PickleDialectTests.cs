using System.Text;
using static Emo.Tests.Checkpoints.Tensors;

namespace Emo.Tests.Checkpoints;

/// <summary>One state dict in the words of each protocol: they all say the same.</summary>
public class PickleDialectTests
{
    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] ShortText(string text) => [0x8c, (byte)text.Length, .. Utf8(text)];

    private static byte[] File(byte protocol, Action<PickleWriter> pickle)
    {
        var writer = new PickleWriter().Protocol(protocol);
        pickle(writer);
        var zip = new ZipFile
        {
            Items = { new ZipItem("test/data.pkl", writer.ToArray()), new ZipItem("test/data/0", Bytes(1f, 2f, 3f, 4f, 5f, 6f)) },
        };
        return zip.Save();
    }

    private static void Says(byte[] file)
    {
        using var checkpoint = Open(file);
        Assert.Equal([1, 2, 3, 4, 5, 6], checkpoint.Floats("layer.weight"));
        Assert.Equal([2L, 3L], checkpoint.Tensors["layer.weight"].Shape.ToArray());
        Assert.Equal(["layer.weight"], checkpoint.Tensors.Keys);
    }

    private static void Tensor(PickleWriter pickle)
    {
        pickle.Global("torch._utils", "_rebuild_tensor_v2").Mark()
            .Mark().Text("storage").Global("torch", "FloatStorage").Text("0").Text("cpu").Integer(6).Tuple().PersistentId()
            .Integer(0).Integers(2, 3).Integers(3, 1).False().OrderedDict().Tuple().Reduce();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_protocol_may_use_the_words_of_the_second(byte protocol) =>
        Says(File(protocol, pickle =>
        {
            pickle.EmptyDict().Text("layer.weight");
            Tensor(pickle);
            pickle.SetItem().Stop();
        }));

    // As Python's pickle module writes in protocols 4 and 5: frames, short texts, names from the stack, a memo without numbers.
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Frames_names_from_the_stack_and_memos_without_numbers_are_read(byte protocol) =>
        Says(File(protocol, pickle => pickle
            .Raw(0x95).Raw(BitConverter.GetBytes(200L))
            .EmptyDict().Raw(0x94).Raw(ShortText("layer.weight")).Raw(0x94)
            .Raw(ShortText("torch._utils")).Raw(0x94).Raw(ShortText("_rebuild_tensor_v2")).Raw(0x94).Raw(0x93).Raw(0x94)
            .Mark().Mark().Raw(ShortText("storage")).Raw(0x94).Raw(ShortText("torch")).Raw(ShortText("FloatStorage")).Raw(0x93).Raw(0x94)
            .Raw(ShortText("0")).Raw(ShortText("cpu")).Integer(6).Tuple().Raw(0x94).PersistentId()
            .Integer(0).Integer(2).Integer(3).Raw(0x86).Integer(3).Integer(1).Raw(0x86).False()
            .Raw(ShortText("collections")).Raw(ShortText("OrderedDict")).Raw(0x93).EmptyTuple().Reduce().Raw(0x94)
            .Tuple().Raw(0x94).Reduce().Raw(0x94).SetItem()
            .Raw(ShortText("more")).Get(0).SetItem().Stop()));

    [Fact]
    public void Lines_of_protocol_0_are_read() =>
        Says(File(2, pickle => pickle
            .Mark().Raw(Utf8("Vlayer.weight\np1\n")).Raw(Utf8("ctorch._utils\n_rebuild_tensor_v2\np2\n"))
            .Mark().Mark().Raw(Utf8("S'storage'\n")).Raw(Utf8("ctorch\nFloatStorage\n")).Raw(Utf8("S\"0\"\n")).Raw(Utf8("S'cpu'\n"))
            .Raw(Utf8("L6L\n")).Tuple().PersistentId().Raw(Utf8("I0\n")).Mark().Raw(Utf8("I2\n")).Raw(Utf8("I3\n")).Tuple()
            .Mark().Raw(Utf8("I3\n")).Raw(Utf8("I1\n")).Tuple().Raw(Utf8("I00\n"))
            .Mark().Raw(Utf8("icollections\nOrderedDict\n")).Tuple().Reduce().Raw(Utf8("d"))
            .Raw(Utf8("g1\n0")).Stop()));

    [Fact]
    public void Texts_of_Python_2_are_read() =>
        Says(File(2, pickle =>
        {
            pickle.EmptyDict().Op('U').Raw(12).Raw(Utf8("layer.weight"));
            Tensor(pickle);
            pickle.SetItem().Op('T').UInt32(5).Raw(Utf8("epoch")).Integer(3).SetItem().Stop();
        }));

    // Everything that a training checkpoint may have beside its weights, in each form that there is.
    [Fact]
    public void Values_of_every_kind_stand_beside_the_weights() =>
        Says(File(5, pickle =>
        {
            pickle.EmptyDict().Text("layer.weight");
            Tensor(pickle);
            pickle.SetItem().Text("other").EmptyList().Mark();
            pickle.Op('B').UInt32(3).Raw(1, 2, 3).Op('C').Raw(2, 1, 2).Raw(0x8e).Raw(BitConverter.GetBytes(1L)).Raw(9);
            pickle.Raw(0x96).Raw(BitConverter.GetBytes(2L)).Raw(1, 2);
            pickle.Raw(0x8b).UInt32(20).Raw(new byte[20]).Raw(0x8d).Raw(BitConverter.GetBytes(2L)).Raw("ab"u8);
            pickle.Op('X').UInt32(1).Raw(0xff).Op('X').UInt32(5000).Raw(new byte[5000]);
            pickle.Raw(Utf8("F1.5\n")).Raw(Utf8("I01\n")).Raw(Utf8("I99999999999999999999\n"));
            pickle.Raw(Utf8("S'a\\n'\n")).Raw(Utf8("Va\\u1234\n"));
            pickle.Raw(0x8f).Mark().Integer(1).Integer(2).Raw(0x90).Mark().Integer(3).Raw(0x91).Mark().Integer(4).Op('l');
            pickle.Global("a", "B").EmptyTuple().EmptyDict().Text("k").None().SetItem().Raw(0x92);
            pickle.Global("a", "C").EmptyTuple().NewObject().Text("item").Append().Text("key").None().SetItem().EmptyTuple().Build();
            pickle.Mark().Global("a", "D").None().Op('o').Mark().None().Raw(Utf8("ia\nE\n"));
            pickle.None().Op('2').Op('0').Mark().None().None().Op('1');
            pickle.Appends().SetItem().Stop();
        }));
}
