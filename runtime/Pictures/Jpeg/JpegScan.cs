namespace Emo.Pictures.Jpeg;

/// <summary>What the header of a scan says beside its components (ITU-T T.81, B.2.3).</summary>
/// <param name="First">The first coefficient of the band, in the order of coding.</param>
/// <param name="Last">The last coefficient of the band.</param>
/// <param name="Refined">The shift of the scan that this one refines; 0 when it is the band's first.</param>
/// <param name="Shift">By how many bits the coefficients of this scan are shifted.</param>
internal readonly record struct JpegScan(int First, int Last, int Refined, int Shift)
{
    /// <summary>Whether this scan has a bit more of coefficients that another one began.</summary>
    public bool IsRefinement => Refined != 0;
}
