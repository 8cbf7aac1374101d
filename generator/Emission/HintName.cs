namespace Emo.Codegen.Emission;

/// <summary>What the files of a model are called: its full name, which no other class has.</summary>
internal static class HintName
{
    public static string Of(ModelTarget target)
    {
        var parts = target.ContainingTypes.Select(header => header.Substring(header.LastIndexOf(' ') + 1)).ToList();
        if (target.Namespace.Length > 0)
            parts.Insert(0, target.Namespace);
        parts.Add(target.ClassName);
        return string.Join(".", parts).Replace("@", "").Replace('<', '{').Replace('>', '}');
    }
}
