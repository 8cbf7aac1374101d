namespace Emo.Codegen.Planning;

/// <summary>Which rows of a map its buffer holds, and where.</summary>
internal enum RowStorage
{
    /// <summary>All rows, one after the other.</summary>
    Whole,

    /// <summary>The rows of the strip that a worker is working on, and no others: the strip's first row lies first.</summary>
    Strip,

    /// <summary>The last rows that were made: row y lies at y modulo the stored rows.</summary>
    Ring,
}
