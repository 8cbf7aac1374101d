namespace Emo.Pictures.Jpeg;

/// <summary>
/// The weights, in 256ths, by which libjpeg-turbo 2.1 estimates coefficients from the DC coefficients of 5 x 5 blocks, row by row.
/// "Smoothed" are those for blocks of which no AC coefficient is known.
/// </summary>
internal static class SmoothingWeights
{
    /// <summary>Of the DC coefficient itself, where no AC coefficient is known.</summary>
    public static ReadOnlySpan<short> Dc =>
    [
        -2, -6, -8, -6, -2,
        -6, 6, 42, 6, -6,
        -8, 42, 152, 42, -8,
        -6, 6, 42, 6, -6,
        -2, -6, -8, -6, -2,
    ];

    /// <param name="coefficient">Its place in the order of coding, from 1: up to 9 where no AC coefficient is known, else up to 5.</param>
    /// <param name="isDcOnly">Whether no AC coefficient is known.</param>
    public static ReadOnlySpan<short> Of(int coefficient, bool isDcOnly) => (coefficient, isDcOnly) switch
    {
        (1, true) => Smoothed1,
        (2, true) => Smoothed2,
        (3, true) => Smoothed3,
        (4, true) => Smoothed4,
        (5, true) => Smoothed5,
        (6, true) => Smoothed6,
        (7, true) => Smoothed7,
        (8, true) => Smoothed8,
        (9, true) => Smoothed9,
        (1, false) => Predicted1,
        (2, false) => Predicted2,
        (3, false) => Predicted3,
        (4, false) => Predicted4,
        (5, false) => Predicted5,
        _ => throw new ArgumentOutOfRangeException(nameof(coefficient), coefficient, "No estimate is defined."),
    };

    private static ReadOnlySpan<short> Smoothed1 =>
    [
        -1, -1, 0, 1, 1,
        -3, 13, 0, -13, 3,
        -3, 38, 0, -38, 3,
        -3, 13, 0, -13, 3,
        -1, -1, 0, 1, 1,
    ];

    private static ReadOnlySpan<short> Smoothed2 =>
    [
        -1, -3, -3, -3, -1,
        -1, 13, 38, 13, -1,
        0, 0, 0, 0, 0,
        1, -13, -38, -13, 1,
        1, 3, 3, 3, 1,
    ];

    private static ReadOnlySpan<short> Smoothed3 =>
    [
        0, 0, 1, 0, 0,
        0, 2, 7, 2, 0,
        0, -5, -14, -5, 0,
        0, 2, 7, 2, 0,
        0, 0, 1, 0, 0,
    ];

    private static ReadOnlySpan<short> Smoothed4 =>
    [
        -1, 0, 0, 0, 1,
        0, 9, 0, -9, 0,
        0, 0, 0, 0, 0,
        0, -9, 0, 9, 0,
        1, 0, 0, 0, -1,
    ];

    private static ReadOnlySpan<short> Smoothed5 =>
    [
        0, 0, 0, 0, 0,
        0, 2, -5, 2, 0,
        1, 7, -14, 7, 1,
        0, 2, -5, 2, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Smoothed6 =>
    [
        0, 0, 0, 0, 0,
        0, 1, 0, -1, 0,
        0, 2, 0, -2, 0,
        0, 1, 0, -1, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Smoothed7 =>
    [
        0, 0, 0, 0, 0,
        0, 1, -3, 1, 0,
        0, 0, 0, 0, 0,
        0, -1, 3, -1, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Smoothed8 =>
    [
        0, 0, 0, 0, 0,
        0, 1, 0, -1, 0,
        0, -3, 0, 3, 0,
        0, 1, 0, -1, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Smoothed9 =>
    [
        0, 0, 0, 0, 0,
        0, 1, 2, 1, 0,
        0, 0, 0, 0, 0,
        0, -1, -2, -1, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Predicted1 =>
    [
        0, 0, 0, 0, 0,
        0, 0, 0, 0, 0,
        -7, 50, 0, -50, 7,
        0, 0, 0, 0, 0,
        0, 0, 0, 0, 0,
    ];

    private static ReadOnlySpan<short> Predicted2 =>
    [
        0, 0, -7, 0, 0,
        0, 0, 50, 0, 0,
        0, 0, 0, 0, 0,
        0, 0, -50, 0, 0,
        0, 0, 7, 0, 0,
    ];

    private static ReadOnlySpan<short> Predicted3 =>
    [
        0, 0, -1, 0, 0,
        0, 0, 13, 0, 0,
        0, 0, -24, 0, 0,
        0, 0, 13, 0, 0,
        0, 0, -1, 0, 0,
    ];

    private static ReadOnlySpan<short> Predicted4 =>
    [
        0, -1, 0, 1, 0,
        -1, 10, 0, -10, 1,
        0, 0, 0, 0, 0,
        1, -10, 0, 10, -1,
        0, 1, 0, -1, 0,
    ];

    private static ReadOnlySpan<short> Predicted5 =>
    [
        0, 0, 0, 0, 0,
        0, 0, 0, 0, 0,
        -1, 13, -24, 13, -1,
        0, 0, 0, 0, 0,
        0, 0, 0, 0, 0,
    ];
}
