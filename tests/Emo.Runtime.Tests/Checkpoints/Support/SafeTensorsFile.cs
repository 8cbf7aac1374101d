using System.Text;

namespace Emo.Tests.Checkpoints;

/// <summary>Writes safetensors files from the header's text, which may say anything.</summary>
internal static class SafeTensorsFile
{
    /// <summary>A file of one tensor.</summary>
    public static byte[] Of(string name, string dtype, string shape, byte[] data) =>
        Write($$$"""{"{{{name}}}":{"dtype":"{{{dtype}}}","shape":{{{shape}}},"data_offsets":[0,{{{data.Length}}}]}}""", data);

    public static byte[] Write(string header, byte[] data) => Write(Encoding.UTF8.GetBytes(header), data);

    public static byte[] Write(byte[] header, byte[] data) => [.. BitConverter.GetBytes((ulong)header.Length), .. header, .. data];
}
