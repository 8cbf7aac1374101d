namespace Emo.Pictures;

/// <summary>Arrays that are kept from one picture to the next and replaced when they are too short. They hold whatever was there.</summary>
internal static class KeptArray
{
    /// <summary>The array, which has at least <paramref name="length"/> elements then.</summary>
    public static T[] AtLeast<T>(ref T[] array, long length)
    {
        if (array.Length < length)
            array = GC.AllocateUninitializedArray<T>(checked((int)length));
        return array;
    }

    /// <summary>Its first <paramref name="length"/> elements.</summary>
    public static Span<T> Grow<T>(ref T[] array, int length) => AtLeast(ref array, length).AsSpan(0, length);
}
