using System.ComponentModel;

namespace Emo.CompilerServices;

/// <summary>
/// What becomes of the sums of a matrix product: their activation; in those with Add, then the sum with a skip connection. Used
/// by generated code only.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum PanelOutput
{
    /// <summary>The sum.</summary>
    Plain,

    /// <summary>Plus the skip.</summary>
    Add,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>max(x, 0), plus the skip.</summary>
    ReluAdd,

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>min(max(x, 0), 6), plus the skip.</summary>
    Relu6Add,

    /// <summary>x sigmoid(x).</summary>
    Silu,

    /// <summary>x sigmoid(x), plus the skip.</summary>
    SiluAdd,

    /// <summary>x Phi(x).</summary>
    Gelu,

    /// <summary>x Phi(x), plus the skip.</summary>
    GeluAdd,

    /// <summary>x relu6(x + 3) / 6.</summary>
    HardSwish,

    /// <summary>x relu6(x + 3) / 6, plus the skip.</summary>
    HardSwishAdd,

    /// <summary>relu6(x + 3) / 6.</summary>
    HardSigmoid,

    /// <summary>relu6(x + 3) / 6, plus the skip.</summary>
    HardSigmoidAdd,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>1 / (1 + exp(-x)), plus the skip.</summary>
    SigmoidAdd,
}
