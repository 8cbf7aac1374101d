using System.Runtime.InteropServices;

namespace Emo.Runtime.Tests.Checkpoints.Support;

/// <summary>PyTorch zip files.</summary>
internal static class TorchFile
{
    public static byte[] Floats(params float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();

    /// <summary>A file with this pickle and one storage '0'.</summary>
    public static byte[] Build(byte[] pickle, byte[] storage, string byteOrder = "little") => new ZipBuilder()
        .Add("net/data.pkl", pickle)
        .Add("net/byteorder", System.Text.Encoding.ASCII.GetBytes(byteOrder))
        .Add("net/data/0", storage)
        .Add("net/version", "3\n"u8.ToArray())
        .Build();

    /// <summary>A state dict of one tensor 'w'.</summary>
    public static byte[] One(Action<PickleBuilder> tensor, byte[] storage) =>
        Build(PickleBuilder.Of(pickle => pickle.EmptyDict().Item("w", tensor)), storage);
}
