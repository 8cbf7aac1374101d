namespace Emo.Checkpoints;

/// <summary>The functions and classes that a checkpoint may name.</summary>
internal enum TorchGlobal
{
    /// <summary><c>collections.OrderedDict</c>.</summary>
    OrderedDict,

    /// <summary><c>torch._utils._rebuild_tensor_v2</c>.</summary>
    RebuildTensor,

    /// <summary><c>torch._utils._rebuild_parameter</c>.</summary>
    RebuildParameter,

    /// <summary>A storage class, <c>torch.FloatStorage</c> for example.</summary>
    StorageClass,

    /// <summary><c>numpy.dtype</c>.</summary>
    NumpyDataType,

    /// <summary>A harmless class whose instances are opaque.</summary>
    OpaqueClass,
}
