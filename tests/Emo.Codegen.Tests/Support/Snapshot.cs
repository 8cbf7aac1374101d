using System.Runtime.CompilerServices;
using Emo.Codegen.Emission;

namespace Emo.Codegen.Tests.Support;

/// <summary>
/// Verify's conventions: <c>Class.Method.name.verified.cs</c> beside the test is what was reviewed; on a mismatch
/// <c>*.received.cs</c> is written next to it. Verify.Xunit itself cannot be restored here (its dependency Verify is not to
/// be had); moving to it changes this file, and <see cref="LineDiff"/>, only.
/// </summary>
internal static class Snapshot
{
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "", [CallerMemberName] string method = "")
    {
        string prefix = Path.Combine(Path.GetDirectoryName(testFile)!, $"{Path.GetFileNameWithoutExtension(testFile)}.{method}.{name}");
        string verified = prefix + ".verified.cs";
        string received = prefix + ".received.cs";
        text = text.ReplaceLineEndings("\n").Replace($"\"{PackageVersion.Value}\"", "\"VERSION\"", StringComparison.Ordinal);
        string expected = File.Exists(verified) ? File.ReadAllText(verified).ReplaceLineEndings("\n") : "";
        if (text == expected)
        {
            File.Delete(received);
            return;
        }

        File.WriteAllText(received, text);
        Assert.Fail(
            $"{Path.GetFileName(verified)} is not what was generated. Compare it with {Path.GetFileName(received)}; " +
            $"if that is right, rename it.\n{LineDiff.Describe(expected, text)}");
    }
}
