using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The hook behind every block, and the property that sets it.</summary>
internal static class ObservationEmitter
{
    public static void EmitMembers(SourceWriter source) => source.Lines(
        """
        /// <summary>
        /// Called with the output of each block during a prediction; null, the default, costs nothing.
        /// For debugging and profiles.
        /// </summary>
        /// <remarks>
        /// It is called on the thread that called the model. What it throws is thrown by the prediction when that is complete.
        /// Forks have none.
        /// </remarks>
        /// <exception cref="global::System.InvalidOperationException">A prediction is running.</exception>
        /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
        public global::Emo.BlockObserver? Observer
        {
            get => _instance.Observer;
            set => _instance.Observer = value;
        }
        """);

    /// <summary>The call behind a block's; a block whose output does not exist has none to show.</summary>
    public static void EmitCall(SourceWriter source, ExecutionPlan plan, PlannedBlock block)
    {
        var last = block.Result;
        List<string> arguments =
        [
            "worker",
            $"\"{block.Name}\"",
            $"cells: {(last.Map is { } map ? Code.At("arena", plan.Buffers[map.Buffer].Offset / sizeof(float)) : "null")}",
            $"channels: {Code.Text(last.Output.Channels)}",
            $"height: {Code.Text(last.Output.Height)}",
            $"width: {Code.Text(last.Output.Width)}",
        ];
        if (last.Map is { Layout.Padding: > 0 } padded)
            arguments.Add($"padding: {Code.Text(padded.Layout.Padding)}");
        source.List("observation?.Show(", arguments, ");");
    }
}
