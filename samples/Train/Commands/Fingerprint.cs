using System.Security.Cryptography;
using System.Text;
using Emo.Tool.Specs;
using Emo.Train.Data;

namespace Emo.Train.Commands;

/// <summary>Short texts that differ where a spec or the data do, so that a resumed run sees whether it still has the same.</summary>
internal static class Fingerprint
{
    private const int Length = 12;

    /// <summary>Of the files of a spec; a shipped one has none, and its name says which it is.</summary>
    public static string Of(ToolSpec spec) => Of(spec.Files.Select(file => $"{file.Kind}\n{file.Text}").Prepend(spec.Name));

    /// <summary>Of the names of pictures and of what is true of them. Their folder may move.</summary>
    public static string Of<TFile>(IEnumerable<LabelledPicture<TFile>> pictures, Func<TFile, string> text) =>
        Of(pictures.Select(picture => $"{Path.GetFileName(picture.Path)}\n{text(picture.Truth)}"));

    private static string Of(IEnumerable<string> texts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string text in texts)
            hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..Length];
    }
}
