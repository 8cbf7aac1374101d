namespace Emo.Codegen.Emission;

/// <summary>
/// The methods that bring their own memory: a picture, a view, a file, its bytes or a stream goes in, a new result comes out. They are what
/// the interface has too, and stand in the class so that they are found without its namespace.
/// </summary>
internal static class PictureCallsEmitter
{
    /// <param name="source">What is written to.</param>
    /// <param name="method">The method.</param>
    /// <param name="result">The type of its result.</param>
    /// <param name="calls">The runtime's class that has the methods' bodies.</param>
    /// <param name="parameter">What stands between the picture and the options: its declaration, and its name.</param>
    public static void Emit(
        SourceWriter source, string method, string result, string calls, (string Declaration, string Name)? parameter = null)
    {
        const string Options = ", global::Emo.PictureOptions? options = null";
        const string Cancellation = ", global::System.Threading.CancellationToken cancellationToken = default";
        string declaration = parameter is null ? "" : $", {parameter.Value.Declaration}";
        string argument = parameter is null ? "" : $", {parameter.Value.Name}";
        string task = $"global::System.Threading.Tasks.Task<{result}>";

        Method(result, method, $"global::Emo.Picture picture{declaration}", $"picture{argument}");
        Method(result, method, $"global::Emo.PictureView picture{declaration}", $"picture{argument}");
        Method(result, method, $"string path{declaration}{Options}", $"path{argument}, options");
        Method(result, method, $"global::System.ReadOnlySpan<byte> file{declaration}{Options}", $"file{argument}, options");
        Method(result, method, $"global::System.IO.Stream file{declaration}{Options}", $"file{argument}, options");
        Method(
            task, $"{method}Async", $"global::System.IO.Stream file{declaration}{Options}{Cancellation}",
            $"file{argument}, options, cancellationToken");

        void Method(string type, string name, string parameters, string arguments)
        {
            source.Line();
            source.Line("/// <inheritdoc/>");
            source.List($"public {type} {name}(", parameters.Split([", "], StringSplitOptions.None), ") =>");
            using (source.Indent())
                source.Line($"global::Emo.CompilerServices.{calls}.{name}(this, {arguments});");
        }
    }
}
