using Emo.Codegen.Planning;
using Emo.Codegen.Specs;

namespace Emo.Codegen.Emission;

/// <summary>The public API of a model. It compiles without the implementation files: their methods are partial.</summary>
internal static class ModelClassEmitter
{
    public static string Emit(ModelTarget target, ModelSpec spec, ExecutionPlan plan, IReadOnlyList<VectorTarget> targets)
    {
        var members = MembersEmitter.Of(spec.Head);
        var source = new SourceWriter();
        SourceHeader.EmitApi(source);
        string bases = $" : global::Emo.{members.Contract}<{target.ClassName}>";
        using (TargetScope.Open(source, target, bases, () => LayerTableEmitter.EmitRemarks(source, spec, plan)))
        {
            EmitConstants(source, spec, members, plan);
            source.Line();
            source.Line("private readonly global::Emo.CompilerServices.ModelInstance _instance;");
            source.Line();
            EmitConstructor(source, target, members.Workspace);
            source.Line();
            ModelInfoEmitter.Emit(source, spec, plan, targets);
            source.Line();
            OutputMapsEmitter.Emit(source, plan, members.Outputs);
            source.Line();
            PredictEmitter.Emit(source);
            members.Emit(source, plan);
            source.Line();
            LayerTableEmitter.EmitMembers(source);
            source.Line();
            ObservationEmitter.EmitMembers(source);
            source.Line();
            EmitLifetime(source, target, members);
            source.Line();
            EmitPartialMethods(source, targets);
        }

        return source.ToString();
    }

    private static void EmitConstructor(SourceWriter source, ModelTarget target, string? workspace)
    {
        string constructor = $"private {target.ClassName}(global::Emo.CompilerServices.ModelInstance instance)";
        if (workspace is null)
        {
            source.Line($"{constructor} => _instance = instance;");
            return;
        }

        source.Lines(
            $$"""
            {{constructor}}
            {
                _instance = instance;
                _workspace = {{workspace}};
            }
            """);
    }

    private static void EmitConstants(SourceWriter source, ModelSpec spec, MembersEmitter members, ExecutionPlan plan)
    {
        Constant(source, "int", "InputChannels", spec.Input.Channels, "Channels of the input: red, green, blue.");
        Constant(source, "int", "InputHeight", spec.Input.Height, "Height of the input in pixels.");
        Constant(source, "int", "InputWidth", spec.Input.Width, "Width of the input in pixels.");
        if (members.Classes is { } classes)
            Constant(source, "int", "ClassCount", classes.Count, classes.Summary);
        Constant(source, "long", "ParameterCount", plan.Cost.Parameters, "Trainable parameters, as PyTorch counts them.");
        const string MultiplyAdds = "Multiply-adds of one prediction: convolutions, attention products and linear layers.";
        Constant(source, "long", "MultiplyAdds", plan.Cost.MultiplyAdds, MultiplyAdds);
        Constant(source, "long", "WeightBytes", plan.WeightBytes, "Bytes of the packed weights.");
        Constant(source, "long", "ArenaBytes", plan.ArenaBytes, "Bytes of scratch memory of an instance.");
    }

    private static void Constant(SourceWriter source, string type, string name, long value, string summary)
    {
        source.Summary(summary);
        source.Line($"public const {type} {name} = {value};");
    }

    private static void EmitLifetime(SourceWriter source, ModelTarget target, MembersEmitter members)
    {
        string type = target.ClassName;
        const string Load = "global::Emo.CompilerServices.ModelLoader.Load";
        source.Lines(
            $$"""
            /// <summary>
            /// Threads that share the work of a prediction; null, the default, is the calling thread alone.
            /// The results are the same bits.
            /// </summary>
            /// <exception cref="global::System.InvalidOperationException">A prediction is running.</exception>
            /// <exception cref="global::System.ObjectDisposedException">The instance has been disposed.</exception>
            public global::Emo.ThreadTeam? Team
            {
                get => _instance.Team;
                set => _instance.Team = value;
            }

            /// <summary>
            /// Loads the weights from a checkpoint file (safetensors or PyTorch's), a folder with one, or a file that
            /// <see cref="SaveWeights(string, global::Emo.WeightStorage)"/> wrote.
            /// </summary>
            /// <exception cref="global::Emo.CheckpointException">
            /// The file is not a valid checkpoint, or does not fit this model.
            /// </exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static {{type}} Load(string path) => LoadChecked(
                path, static source => new {{type}}({{Load}}(s_definition, source)));

            /// <summary>Loads the weights from an open checkpoint, which may be disposed afterwards.</summary>
            /// <exception cref="global::Emo.CheckpointException">The checkpoint does not fit this model.</exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static {{type}} Load(global::Emo.Checkpoint checkpoint) => LoadChecked(
                checkpoint, static source => new {{type}}({{Load}}(s_definition, source)));

            /// <summary>Loads the weights from the bytes of such a file.</summary>
            /// <exception cref="global::Emo.CheckpointException">
            /// They are not a valid checkpoint, or do not fit this model.
            /// </exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static {{type}} Load(global::System.ReadOnlyMemory<byte> file) => LoadChecked(
                file, static source => new {{type}}({{Load}}(s_definition, source)));

            /// <summary>Loads the weights from a stream, which is read from where it stands to its end and left open.</summary>
            /// <exception cref="global::Emo.CheckpointException">
            /// The stream is not a valid checkpoint, or does not fit this model.
            /// </exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static {{type}} Load(global::System.IO.Stream stream) => LoadChecked(
                stream, static source => new {{type}}({{Load}}(s_definition, source)));

            /// <summary>Loads the weights from a file that is embedded in an assembly.</summary>
            /// <exception cref="global::System.IO.FileNotFoundException">There is no such resource.</exception>
            /// <exception cref="global::Emo.CheckpointException">
            /// The resource is not a valid checkpoint, or does not fit this model.
            /// </exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static {{type}} Load(global::System.Reflection.Assembly assembly, string resource) => LoadChecked(
                (assembly, resource),
                static source => new {{type}}({{Load}}(s_definition, source.assembly, source.resource)));

            /// <summary>Loads the weights from a stream that may only be read asynchronously.</summary>
            /// <exception cref="global::Emo.CheckpointException">
            /// The stream is not a valid checkpoint, or does not fit this model.
            /// </exception>
            /// <exception cref="global::System.OperationCanceledException">It was cancelled.</exception>
            /// <exception cref="global::System.InvalidOperationException">The runtime is of another version of the package.</exception>
            public static global::System.Threading.Tasks.Task<{{type}}> LoadAsync(
                global::System.IO.Stream stream, global::System.Threading.CancellationToken cancellationToken = default) => LoadChecked(
                (stream, cancellationToken),
                static async source => new {{type}}(await {{Load}}Async(
                    s_definition, source.stream, source.cancellationToken).ConfigureAwait(false)));

            /// <summary>Loads if this code and the runtime are of one version; nothing else is called before that is known.</summary>
            private static TResult LoadChecked<TSource, TResult>(TSource source, global::System.Func<TSource, TResult> load) =>
                global::Emo.CompilerServices.RuntimeContract.Load(
                    typeof({{type}}), {{ContractNumber.Value}}, "{{PackageVersion.Value}}", source, load);

            /// <summary>Saves the packed weights: this model's Load reads such a file faster than the checkpoint.</summary>
            /// <exception cref="global::System.OverflowException">A weight is beyond half precision's range.</exception>
            /// <exception cref="global::System.ObjectDisposedException">This instance has been disposed.</exception>
            /// <exception cref="global::System.IO.IOException">
            /// The file cannot be written; one that was there before is untouched.
            /// </exception>
            public void SaveWeights(string path, global::Emo.WeightStorage storage = global::Emo.WeightStorage.Float32) =>
                _instance.SaveWeights(path, storage);

            /// <summary>The same into a stream, which is left open.</summary>
            /// <exception cref="global::System.OverflowException">A weight is beyond half precision's range.</exception>
            /// <exception cref="global::System.ObjectDisposedException">This instance has been disposed.</exception>
            /// <exception cref="global::System.IO.IOException">The stream cannot be written.</exception>
            public void SaveWeights(
                global::System.IO.Stream stream, global::Emo.WeightStorage storage = global::Emo.WeightStorage.Float32) =>
                _instance.SaveWeights(stream, storage);

            /// <summary>Another instance over the same weights with an arena of its own, for another thread.</summary>
            /// <exception cref="global::System.ObjectDisposedException">This instance has been disposed.</exception>
            public {{type}} Fork() => new(_instance.Fork()){{members.ForkSettings}};

            global::Emo.{{members.Contract}} global::Emo.{{members.Contract}}.Fork() => Fork();

            /// <summary>Frees the arena, and the weights with the last instance that shares them.</summary>
            public void Dispose() => _instance.Dispose();
            """);
    }

    private static void EmitPartialMethods(SourceWriter source, IReadOnlyList<VectorTarget> targets)
    {
        EntryPointEmitter.EmitDeclarations(source, targets);
        source.Line();
        source.Line("static partial void DeclareStateDict(global::Emo.CompilerServices.StateDictDeclaration stateDict);");
        source.Line();
        source.Line("static partial void PackWeights(global::Emo.CompilerServices.WeightPacker packer);");
    }
}
