namespace Emo.Fuzz.Runs;

/// <summary>What one start of the program does.</summary>
internal enum FuzzMode
{
    /// <summary>Many cases of many readers, in child processes.</summary>
    Campaign,

    /// <summary>One case, or one file, in this process.</summary>
    Replay,

    /// <summary>Names the readers.</summary>
    List,

    /// <summary>Writes the valid files that mutations begin with.</summary>
    Export,

    /// <summary>A range of cases of one reader, for a parent.</summary>
    Child,

    /// <summary>Input from afl-fuzz.</summary>
    Afl,
}
