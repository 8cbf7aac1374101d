using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Emo.CompilerServices;

/// <summary>
/// Class-wise suppression: the boxes that were kept so far, column by column, so that a new one meets eight of them at once.
/// Unused places have class -1.
/// </summary>
internal sealed class KeptBoxes(int capacity)
{
    private static readonly int s_lanes = Vector256<float>.Count;

    private readonly float[] _left = Column<float>(capacity);
    private readonly float[] _top = Column<float>(capacity);
    private readonly float[] _right = Column<float>(capacity);
    private readonly float[] _bottom = Column<float>(capacity);
    private readonly float[] _area = Column<float>(capacity);
    private readonly int[] _class = Column<int>(capacity);

    public int Count { get; private set; }

    public void Clear()
    {
        _class.AsSpan(0, Padded(Count)).Fill(-1);
        Count = 0;
    }

    public void Add(Box box, int classIndex)
    {
        int at = Count++;
        _left[at] = box.Left;
        _top[at] = box.Top;
        _right[at] = box.Right;
        _bottom[at] = box.Bottom;
        _area[at] = box.Area;
        _class[at] = classIndex;
        if (at % s_lanes == 0)
            _class.AsSpan(at + 1, s_lanes - 1).Fill(-1);
    }

    /// <summary>
    /// Whether a kept box of the class has an intersection over union above the threshold, as torchvision's <c>nms</c> computes
    /// it: no +1 in sizes, and two boxes without area have NaN, which is not above anything.
    /// </summary>
    public bool Suppress(Box box, int classIndex, float threshold)
    {
        var left = Vector256.Create(box.Left);
        var top = Vector256.Create(box.Top);
        var right = Vector256.Create(box.Right);
        var bottom = Vector256.Create(box.Bottom);
        var area = Vector256.Create(box.Area);
        var limit = Vector256.Create(threshold);
        var wanted = Vector256.Create(classIndex);
        for (int at = 0; at < Count; at += s_lanes)
        {
            var width = Vector256.Max(Vector256.Min(right, Load(_right, at)) - Vector256.Max(left, Load(_left, at)), Vector256<float>.Zero);
            var height = Vector256.Max(
                Vector256.Min(bottom, Load(_bottom, at)) - Vector256.Max(top, Load(_top, at)), Vector256<float>.Zero);
            var intersection = width * height;
            var overlap = Vector256.GreaterThan(intersection / (Load(_area, at) + area - intersection), limit);
            if ((overlap.AsInt32() & Vector256.Equals(Load(_class, at), wanted)) != Vector256<int>.Zero)
                return true;
        }

        return false;
    }

    private static Vector256<T> Load<T>(T[] column, int at)
        where T : unmanaged => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(column), (nuint)at);

    private static int Padded(int count) => (count + s_lanes - 1) / s_lanes * s_lanes;

    private static T[] Column<T>(int capacity) => new T[Padded(capacity)];
}
