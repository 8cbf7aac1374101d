using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Emo.CompilerServices;

/// <summary>Memory of the constants of generated kernels. Used by generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class ConstantMemory
{
    /// <summary>A copy of the values that begins at a cache line and lives as long as the process.</summary>
    public static float* Of(ReadOnlySpan<float> values)
    {
        float* memory = (float*)NativeMemory.AlignedAlloc((nuint)values.Length * sizeof(float), NativeBuffer.Alignment);
        values.CopyTo(new Span<float>(memory, values.Length));
        return memory;
    }
}
