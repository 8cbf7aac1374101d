using System.Buffers.Binary;
using System.Text;

namespace Emo.Runtime.Tests.Checkpoints.Support;

/// <summary>A safetensors file from a header as text, right or wrong.</summary>
internal static class SafetensorsFile
{
    public static byte[] Build(string header, byte[] data) => Build(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Build(byte[] header, byte[] data, ulong? claimedHeaderLength = null)
    {
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, claimedHeaderLength ?? (ulong)header.Length);
        return [.. length, .. header, .. data];
    }

    /// <summary>One tensor 'w' that fills the data.</summary>
    public static byte[] One(string type, string shape, byte[] data) =>
        Build($$"""{"w": {"dtype": "{{type}}", "shape": {{shape}}, "data_offsets": [0, {{data.Length}}] } }""", data);
}
