using Emo.Samples;
using Emo.Tool;
using Emo.Tool.Terminal;

namespace Emo.Train.Training;

/// <summary>The folder of a training, and what is in it.</summary>
internal sealed class RunFiles
{
    private readonly string _folder;

    /// <param name="folder">The folder, which need not be there.</param>
    /// <param name="name">The network's name.</param>
    public RunFiles(string folder, string name)
    {
        _folder = folder;
        Weights = Path.Combine(folder, $"{name}.safetensors");
        bool isTaken = name.Equals("state", StringComparison.OrdinalIgnoreCase);
        State = Path.Combine(folder, isTaken ? "training-state.safetensors" : "state.safetensors");
    }

    /// <summary>The best weights so far.</summary>
    public string Weights { get; }

    /// <summary>What a resumed run needs: <c>state.safetensors</c>, unless these are the weights of a network of that name.</summary>
    public string State { get; }

    public string Table => Path.Combine(_folder, "curve.csv");

    public string Chart => Path.Combine(_folder, "curve.svg");

    /// <summary>Sees that nothing of another run is overwritten.</summary>
    /// <param name="resume">Whether the run in it goes on.</param>
    /// <exception cref="ToolException">There is a run and it should not go on, or there is none and it should.</exception>
    public void Check(bool resume)
    {
        if (resume)
        {
            if (!File.Exists(State))
                throw new ToolException($"There is no training to resume in '{Plain.Name(_folder)}': it has no {Path.GetFileName(State)}.");
            return;
        }

        if (File.Exists(_folder))
            throw new ToolException($"'{Plain.Name(_folder)}' is a file: name a folder for what the training writes.");
        foreach (string path in new[] { State, Weights, Table, Chart })
        {
            if (File.Exists(path))
            {
                throw new ToolException(
                    $"'{Plain.Name(_folder)}' has a training's {Path.GetFileName(path)}: " +
                    "name another folder, or go on with it by --resume.");
            }
        }
    }

    /// <exception cref="IOException">The folder cannot be made.</exception>
    public void Create() => Directory.CreateDirectory(_folder);

    /// <summary>Looks whether all files fit on the disk: a state, the one that replaces it, and the weights.</summary>
    /// <param name="stateBytes">The size of a state, of which the weights are a part.</param>
    /// <exception cref="ToolException">They do not.</exception>
    public void RequireRoom(long stateBytes)
    {
        long need = (3 * stateBytes) - (File.Exists(State) ? new FileInfo(State).Length : 0);
        if (Free() is { } free && free < need)
        {
            throw new ToolException(
                $"The disk of '{Plain.Name(_folder)}' has room for {Plain.Bytes(free)}; the training needs {Plain.Bytes(need)}.");
        }
    }

    /// <summary>Null where nobody knows: a folder of another machine has no drive on Windows.</summary>
    private long? Free()
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(_folder)).AvailableFreeSpace;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Writes a file whole or not at all.</summary>
    /// <exception cref="ToolException">It cannot be written; the message names it. What was there before is untouched.</exception>
    public static void Write(string path, Action<string> save)
    {
        try
        {
            save(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string earlier = File.Exists(path) ? " What was there before is as it was." : "";
            throw new ToolException($"{Plain.Name(path)} cannot be written: {exception.Message.TrimEnd('.')}.{earlier}");
        }
    }

    /// <inheritdoc cref="Write(string, Action{string})"/>
    public static void WriteText(string path, string text) =>
        Write(path, file => OutputFile.Write(file, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text))));
}
