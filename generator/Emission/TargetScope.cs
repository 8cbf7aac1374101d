namespace Emo.Codegen.Emission;

/// <summary>
/// Opens the user's namespace, containing types and class around generated members; the documentation stands above the class.
/// </summary>
internal static class TargetScope
{
    public static IDisposable Open(SourceWriter source, ModelTarget target, string bases = "", Action? documentation = null)
    {
        var scopes = new Stack<IDisposable>();
        if (target.Namespace.Length > 0)
            scopes.Push(source.Block($"namespace {target.Namespace}"));
        foreach (string type in target.ContainingTypes)
            scopes.Push(source.Block(type));
        documentation?.Invoke();
        scopes.Push(source.Block($"partial class {target.ClassName}{bases}"));
        return new Scopes(scopes);
    }

    private sealed class Scopes(Stack<IDisposable> scopes) : IDisposable
    {
        public void Dispose()
        {
            while (scopes.Count > 0)
                scopes.Pop().Dispose();
        }
    }
}
