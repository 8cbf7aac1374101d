namespace Emo.Codegen.Declarations;

/// <summary>What somebody should write who asks for a spec that there is not.</summary>
internal static class UnknownSpecHints
{
    private const string Extension = ".json";

    /// <param name="name">What the attribute asks for.</param>
    /// <param name="names">Of all specs.</param>
    /// <param name="otherFiles">JSON files of the project that are no specs, but additional files.</param>
    public static string Of(string name, IReadOnlyCollection<string> names, IReadOnlyList<string> otherFiles)
    {
        string plain = WithoutExtension(name);
        if (plain != name && names.Contains(plain))
            return $"Specs that ship with the package have names, not files: write [EmoModel(\"{plain}\")].";
        string? file = otherFiles.Select(FileNames.Of)
            .FirstOrDefault(other => WithoutExtension(other) == WithoutExtension(FileNames.Of(name)));
        if (file is not null)
        {
            return $"'{file}' is an AdditionalFiles item of the project, which is not taken for a spec: write " +
                $"<EmoSpec Include=\"{file}\" />, with its folder, in place of it.";
        }

        return plain == name
            ? NearestName.Suggest(name, names)
            : $"If it is a file of the project, add it: <EmoSpec Include=\"{name}\" />. {NearestName.Suggest(plain, names)}";
    }

    private static string WithoutExtension(string name) =>
        name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? name.Substring(0, name.Length - Extension.Length) : name;
}
