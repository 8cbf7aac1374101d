using System.Text;

namespace Emo.Samples;

/// <summary>Standard error. Where it cannot be written, there is nobody left to tell.</summary>
public static class StandardError
{
    public static void Write(string text) => Descriptor.WriteError(Encoding.UTF8.GetBytes(text));
}
