using System.Collections.Immutable;
using System.Collections.ObjectModel;
using Emo.Checkpoints;

namespace Emo;

/// <summary>
/// The named tensors of a checkpoint file: safetensors, or what <c>torch.save</c> of PyTorch writes, before and since 1.6, with a plain
/// state dict, a training checkpoint or a whole module. Opening reads and checks the directory of the file; a tensor's elements are
/// read when it is copied.
/// </summary>
/// <remarks>
/// Files are untrusted: nothing in them is executed, imported or instantiated, and what does not hold together is rejected when
/// the file is opened. An open file is read at positions, not memory-mapped, and reading a file that somebody changes or
/// truncates meanwhile is an exception. Tensors can be read from several threads at once.
/// </remarks>
public sealed class Checkpoint : IDisposable
{
    private readonly CheckpointFile _file;
    private readonly IReadOnlyList<CheckpointFile> _shards;

    internal Checkpoint(CheckpointFile file, CheckpointContents contents, CheckpointOptions options)
    {
        _file = file;
        _shards = contents.Shards;
        Options = options;
        Candidates = StateDictSelection.Candidates(file, contents.StateDicts, options);
        var preferred = StateDictSelection.Preferred(Candidates);
        Tensors = new ReadOnlyDictionary<string, CheckpointTensor>(preferred.Tensors);
        Unreadable = new ReadOnlyDictionary<string, string>(preferred.Unreadable);
        StateDict = preferred.Key;
        Metadata = new ReadOnlyDictionary<string, string>(contents.Metadata);
        Labels = contents.Labels;
        NamedObjects = contents.NamedObjects;
    }

    /// <summary>The path, or the name given for a file in memory: what messages call the file.</summary>
    public string Name => _file.Name;

    /// <summary>
    /// The tensors by state-dict key, enumerated in the order in which the file lists them. Of a file with several dicts of tensors
    /// these are the ones of <see cref="StateDict"/>. Still there after <see cref="Dispose"/>.
    /// </summary>
    public IReadOnlyDictionary<string, CheckpointTensor> Tensors { get; }

    /// <summary>
    /// What <see cref="StateDict"/> holds that is no tensor which can be read, by state-dict key, and why, as a sentence without a full
    /// stop: quantised and distributed tensors, objects of Python. Loading a model that needs one is an error.
    /// </summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; }

    /// <summary>The texts under <c>__metadata__</c> of a safetensors file; empty for a PyTorch file.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>
    /// The class names that the file carries, in logit order; empty where it carries none. OpenMMLab's checkpoints do, under <c>meta</c>; a
    /// safetensors file may, as a JSON array under <c>classes</c> of its <c>__metadata__</c>. A model takes them where its class names
    /// none and has as many classes.
    /// </summary>
    public ImmutableArray<string> Labels { get; }

    /// <summary>
    /// The key of the dict that <see cref="Tensors"/> shows, <c>net_E</c> for example; null for a plain state dict and for safetensors.
    /// It is the one that <see cref="CheckpointOptions.StateDict"/> names; else an average of the weights, else the usual keys, else the
    /// dict with most tensors. Loading a model takes the dict that fits the model.
    /// </summary>
    public string? StateDict { get; }

    /// <summary>
    /// The classes and functions of Python that a PyTorch file names, sorted, each once. Nothing of them was looked up or executed.
    /// </summary>
    public IReadOnlyList<string> NamedObjects { get; }

    /// <summary>The dicts of tensors that may be a model's state dict; one at least.</summary>
    internal IReadOnlyList<StateDictCandidate> Candidates { get; }

    internal CheckpointOptions Options { get; }

    /// <summary>Opens a checkpoint file. The format is told by the content, whatever the extension.</summary>
    /// <param name="path">
    /// The file; the index of a sharded checkpoint (<c>model.safetensors.index.json</c>), whose files lie beside it; or a folder that
    /// holds one of these.
    /// </param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <exception cref="CheckpointException">
    /// The file is of no known format, broken, or lacks the state dict asked for; a folder has no checkpoint, or several. The message names
    /// the file, the tensor where there is one, and the reason.
    /// </exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static Checkpoint Open(string path, CheckpointOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Open(new FileOnDisk(CheckpointFolder.FindFile(path)), options);
    }

    /// <summary>
    /// Opens a checkpoint that is already in memory, an embedded resource for example. The memory is not copied and must not
    /// change while the checkpoint is open.
    /// </summary>
    /// <param name="file">The whole file.</param>
    /// <param name="name">A name for messages.</param>
    /// <param name="options">What to read; null for the defaults.</param>
    /// <exception cref="CheckpointException">
    /// The file is of no known format, broken, or lacks the state dict asked for. The message names the file, the tensor where
    /// there is one, and the reason.
    /// </exception>
    public static Checkpoint Open(ReadOnlyMemory<byte> file, string name, CheckpointOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Open(new FileInMemory(file, name), options);
    }

    /// <summary>Closes the file. Reading a tensor afterwards throws <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        _file.Dispose();
        foreach (var shard in _shards)
            shard.Dispose();
    }

    /// <summary>Opens a file that is the checkpoint's from now on, also when this throws.</summary>
    internal static Checkpoint Open(CheckpointFile file, CheckpointOptions? options)
    {
        options ??= new CheckpointOptions();
        try
        {
            return new Checkpoint(file, FileFormat.Read(file, options), options);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
