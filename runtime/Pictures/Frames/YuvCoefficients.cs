namespace Emo.Pictures.Frames;

/// <summary>
/// Luma and chroma to red, green and blue in integers: products of 20 bits, half added, the sum shifted and clamped, as OpenCV does it.
/// </summary>
/// <param name="Black">The luma of black; what is below counts as that.</param>
/// <param name="Luma">Of all three colours.</param>
/// <param name="CrToRed">Of red.</param>
/// <param name="CbToGreen">Of green.</param>
/// <param name="CrToGreen">Of green.</param>
/// <param name="CbToBlue">Of blue.</param>
internal readonly record struct YuvCoefficients(int Black, int Luma, int CrToRed, int CbToGreen, int CrToGreen, int CbToBlue)
{
    public const int Shift = 20;
    public const int Half = 1 << (Shift - 1);

    /// <summary>
    /// OpenCV's are factors of three decimals (1.164, 1.596, ...); the others are exact ones, rounded: with the matrix's kr and kb,
    /// kg = 1 - kr - kb, they are 2 (1 - kr), -2 kb (1 - kb) / kg, -2 kr (1 - kr) / kg and 2 (1 - kb); in video range these times
    /// 255 / 224, and luma times 255 / 219.
    /// </summary>
    public static YuvCoefficients Of(YuvColors colors) => colors switch
    {
        YuvColors.Bt601Full => new(0, 1 << Shift, 1470104, -360853, -748826, 1858077),
        YuvColors.Bt709Video => new(16, 1220945, 1879825, -223607, -558796, 2215014),
        YuvColors.Bt709Full => new(0, 1 << Shift, 1651297, -196424, -490864, 1945738),
        _ => new(16, 1220542, 1673527, -409993, -852492, 2116026),
    };
}
