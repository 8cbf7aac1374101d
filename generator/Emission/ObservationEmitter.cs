using Emo.Codegen.Planning;

namespace Emo.Codegen.Emission;

/// <summary>The hook behind every block, and the property that sets it.</summary>
internal static class ObservationEmitter
{
    public static void EmitMembers(SourceWriter source) => source.Lines(
        """
        /// <summary>
        /// Called with the output of each block during a prediction; null, the default, costs nothing. For
        /// debugging and profiles.
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
    public static FormattableString Call(ExecutionPlan plan, PlannedBlock block)
    {
        var last = block.Result;
        string cells = last.Map is { } map ? Code.At("arena", plan.Buffers[map.Buffer].Offset / sizeof(float)) : "null";
        string padding = last.Map is { Layout.Padding: > 0 } padded ? $", padding: {Code.Text(padded.Layout.Padding)}" : "";
        return $"observation?.Show(worker, \"{block.Name}\", {cells}, {last.Output.Channels}, {last.Output.Height}, {last.Output.Width}{padding});";
    }
}
