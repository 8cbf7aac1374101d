namespace Emo.Pictures.Jpeg;

/// <summary>The eight rows, or columns, of a block, or of two blocks side by side.</summary>
internal struct WordRows<TWords>
{
    public TWords R0, R1, R2, R3, R4, R5, R6, R7;
}
