namespace Emo.Codegen.Graph;

/// <summary>Which cells attend to each other.</summary>
internal enum WindowKind
{
    /// <summary>Window (i, j) is <c>x[i::rows, j::columns]</c> of as many windows: a dilated grid.</summary>
    Remote,

    /// <summary>Window (i, j) is of neighbouring cells: contiguous windows.</summary>
    Close,

    /// <summary>Both, added.</summary>
    Hybrid,
}

/// <summary>How kinds of windows differ.</summary>
internal static class WindowKindProperties
{
    /// <summary>How often each cell attends.</summary>
    public static int Patterns(this WindowKind kind) => kind switch
    {
        WindowKind.Remote or WindowKind.Close => 1,
        WindowKind.Hybrid => 2,
    };

    /// <summary>What stands before "attention" in the layer table.</summary>
    public static string DisplayName(this WindowKind kind) => kind switch
    {
        WindowKind.Remote => "",
        WindowKind.Close => "close ",
        WindowKind.Hybrid => "hybrid ",
    };
}
