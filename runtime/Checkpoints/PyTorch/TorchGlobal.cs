namespace Emo.Checkpoints;

/// <summary>The functions and classes whose results are known here. Of all others nothing but the name is.</summary>
internal enum TorchGlobal
{
    /// <summary>Any other function or class.</summary>
    Unknown,

    /// <summary><c>dict</c>.</summary>
    Dict,

    /// <summary><c>collections.OrderedDict</c>.</summary>
    OrderedDict,

    /// <summary><c>collections.defaultdict</c>.</summary>
    DefaultDict,

    /// <summary><c>set</c>.</summary>
    Set,

    /// <summary><c>torch._utils._rebuild_tensor</c>, before PyTorch 0.4.</summary>
    RebuildTensorV1,

    /// <summary><c>torch._utils._rebuild_tensor_v2</c>.</summary>
    RebuildTensorV2,

    /// <summary><c>torch._utils._rebuild_tensor_v3</c>: types that have no storage class.</summary>
    RebuildTensorV3,

    /// <summary><c>torch._utils._rebuild_parameter</c>.</summary>
    RebuildParameter,

    /// <summary><c>torch._utils._rebuild_parameter_with_state</c>: a parameter with attributes.</summary>
    RebuildParameterWithState,

    /// <summary><c>torch._tensor._rebuild_from_type_v2</c>: a tensor with attributes, or of a subclass.</summary>
    RebuildFromType,

    /// <summary><c>torch._utils._rebuild_wrapper_subclass</c>: a tensor that has no elements of its own.</summary>
    RebuildWrapper,

    /// <summary>Other functions that rebuild tensors, of which the elements cannot be read here.</summary>
    RebuildOther,

    /// <summary><c>torch.Tensor</c> and <c>torch.nn.parameter.Parameter</c>.</summary>
    TensorClass,

    /// <summary>The distributed tensor, <c>torch.distributed.tensor.DTensor</c>.</summary>
    DistributedTensor,

    /// <summary><c>getattr</c>: a method is not called yet.</summary>
    GetAttribute,

    /// <summary><c>functools.partial</c>: a function that is not called yet, with some of its arguments.</summary>
    Partial,
}
