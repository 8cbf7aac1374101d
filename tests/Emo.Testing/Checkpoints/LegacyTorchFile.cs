using System.Numerics;

namespace Emo.Testing;

/// <summary>
/// PyTorch's format before 1.6: five pickles (a magic number, the protocol, the system, the object, the list of storages), and then
/// the storages, each behind its number of elements.
/// </summary>
internal sealed record LegacyTorchFile(byte[] Magic, byte[] Protocol, byte[] System, byte[] Object, byte[] Keys, byte[] Storages)
{
    /// <summary>A state dict as torch.save writes it.</summary>
    public static LegacyTorchFile StateDict(params ReadOnlySpan<TestTensor> tensors)
    {
        var pickle = new PickleWriter().Protocol().OrderedDict().Mark();
        var keys = new PickleWriter().Protocol().EmptyList().Mark();
        var storages = new List<byte>();
        for (int i = 0; i < tensors.Length; i++)
        {
            var tensor = tensors[i];
            long length = tensor.Storage.Length / tensor.ElementSize;
            pickle.Text(tensor.Name).Global("torch._utils", "_rebuild_tensor_v2").Mark();
            pickle.Mark().Text("storage").Global("torch", tensor.StorageClass).Text($"{i}").Text(tensor.Location)
                .Integer(tensor.ClaimedLength ?? length).None().Tuple().PersistentId();
            pickle.Integer(tensor.Offset).Integers(tensor.Shape).Integers(tensor.Strides ?? tensor.RowMajorStrides())
                .False().OrderedDict().Tuple().Reduce();
            keys.Text($"{i}");
            storages.AddRange(BitConverter.GetBytes(length));
            storages.AddRange(tensor.Storage);
        }

        return new LegacyTorchFile(
            Number(BigInteger.Parse("119547037146038801333356", global::System.Globalization.CultureInfo.InvariantCulture)),
            Number(1001),
            new PickleWriter().Protocol().EmptyDict().Mark().Text("protocol_version").Integer(1001).Text("little_endian").Raw(0x88)
                .Text("type_sizes").EmptyDict().Mark().Text("short").Integer(2).Text("int").Integer(4).Text("long").Integer(4)
                .SetItems().SetItems().Stop().ToArray(),
            pickle.SetItems().Stop().ToArray(),
            keys.Appends().Stop().ToArray(),
            [.. storages]);
    }

    public byte[] Save() => [.. Magic, .. Protocol, .. System, .. Object, .. Keys, .. Storages];

    private static byte[] Number(BigInteger value)
    {
        byte[] bytes = value.ToByteArray();
        return new PickleWriter().Protocol().Raw(0x8a, (byte)bytes.Length).Raw(bytes).Stop().ToArray();
    }
}
