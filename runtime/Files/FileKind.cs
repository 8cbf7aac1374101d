namespace Emo.Files;

/// <summary>What a path names.</summary>
internal enum FileKind
{
    /// <summary>Nothing, or something of which nothing is known.</summary>
    Unknown,

    /// <summary>A file with bytes on a disk.</summary>
    Plain,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A pipe (FIFO).</summary>
    Pipe,

    /// <summary>A device, such as a terminal, a disk or <c>/dev/null</c>.</summary>
    Device,

    /// <summary>A socket.</summary>
    Socket,
}
