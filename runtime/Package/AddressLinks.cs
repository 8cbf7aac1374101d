using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.Build.Framework;

/// <summary>
/// A task of the build, compiled by it: puts the repository's address in front of links, in pages ("](../LICENSE)") and in XML
/// documentation ("href="docs/aot.md""). Links to what the package has remain as they are. Weights and pictures have the address of the
/// file itself: the other one is that of a page around it, which "save as" would save.
/// </summary>
public sealed class AddressLinks : Microsoft.Build.Utilities.Task
{
    [Required]
    public string File { get; set; }

    /// <summary>Where the text is written; it may be the file itself.</summary>
    [Required]
    public string Output { get; set; }

    /// <summary>The address of the repository's files, without a slash at the end.</summary>
    [Required]
    public string Address { get; set; }

    private static readonly string[] s_data = { ".pth", ".png", ".jpg" };

    /// <summary>The folder in the repository that links are relative to.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The folders of the repository that the text is packed with.</summary>
    public string[] Packed { get; set; } = new string[0];

    public override bool Execute()
    {
        string text = System.IO.File.ReadAllText(File);
        string addressed = Regex.Replace(text, @"(?<=\]\(|href="")(?![a-z]+:|#)[^)""#]+", link => Link(link.Value));
        if (addressed != text || File != Output)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Output));
            System.IO.File.WriteAllText(Output, addressed);
        }

        return true;
    }

    private string Link(string target)
    {
        string root = Path.GetFullPath("/");
        string path = Path.GetFullPath(Path.Combine(root, Folder, target)).Substring(root.Length).Replace('\\', '/');
        if (Packed.Any(folder => path.StartsWith(folder + "/", StringComparison.Ordinal)))
            return target;
        return (s_data.Contains(Path.GetExtension(path)) ? Address.Replace("/blob/", "/raw/") : Address) + "/" + path;
    }
}
