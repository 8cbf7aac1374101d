namespace Emo.Codegen.Emission;

/// <summary>How a 1x1 convolution goes through the cells of a map.</summary>
internal enum PointwiseLines
{
    /// <summary>As one line: tiles need not stop at the end of a row.</summary>
    One,

    /// <summary>Row by row, from a given row of source and target on.</summary>
    Given,

    /// <summary>Row by row, into a ring or between zero cells: the target's rows have places of their own.</summary>
    IntoStoredRows,
}
