namespace Emo;

/// <summary>How a file of packed weights holds them. A model computes in single precision either way.</summary>
public enum WeightStorage
{
    /// <summary>As they lie in memory: nothing is lost.</summary>
    Float32,

    /// <summary>Half the bytes: each weight is rounded to the nearest half-precision number, and widened when it is loaded.</summary>
    Float16,
}
