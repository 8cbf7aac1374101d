using System.Collections.Frozen;

namespace Emo.Checkpoints;

/// <summary>
/// The names that mean something here. A name only selects an entry; nothing is ever looked up, imported or instantiated by name.
/// </summary>
internal static class TorchGlobals
{
    private static readonly FrozenDictionary<string, TorchGlobal> s_known = new Dictionary<string, TorchGlobal>
    {
        ["__builtin__.dict"] = TorchGlobal.Dict,
        ["builtins.dict"] = TorchGlobal.Dict,
        ["__builtin__.set"] = TorchGlobal.Set,
        ["builtins.set"] = TorchGlobal.Set,
        ["__builtin__.getattr"] = TorchGlobal.GetAttribute,
        ["builtins.getattr"] = TorchGlobal.GetAttribute,
        ["functools.partial"] = TorchGlobal.Partial,
        ["collections.OrderedDict"] = TorchGlobal.OrderedDict,
        ["collections.defaultdict"] = TorchGlobal.DefaultDict,
        ["torch._utils._rebuild_tensor"] = TorchGlobal.RebuildTensorV1,
        ["torch._utils._rebuild_tensor_v2"] = TorchGlobal.RebuildTensorV2,
        ["torch._utils._rebuild_tensor_v3"] = TorchGlobal.RebuildTensorV3,
        ["torch._utils._rebuild_parameter"] = TorchGlobal.RebuildParameter,
        ["torch._utils._rebuild_parameter_with_state"] = TorchGlobal.RebuildParameterWithState,
        ["torch._tensor._rebuild_from_type"] = TorchGlobal.RebuildFromType,
        ["torch.tensor._rebuild_from_type"] = TorchGlobal.RebuildFromType,
        ["torch._tensor._rebuild_from_type_v2"] = TorchGlobal.RebuildFromType,
        ["torch._utils._rebuild_wrapper_subclass"] = TorchGlobal.RebuildWrapper,
        ["torch._utils._rebuild_sparse_tensor"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_sparse_csr_tensor"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_nested_tensor"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_device_tensor_from_numpy"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_device_tensor_from_cpu_tensor"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_xla_tensor"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_meta_tensor_no_storage"] = TorchGlobal.RebuildOther,
        ["torch._utils._rebuild_qtensor"] = TorchGlobal.RebuildOther,
        ["torch.Tensor"] = TorchGlobal.TensorClass,
        ["torch._tensor.Tensor"] = TorchGlobal.TensorClass,
        ["torch.nn.parameter.Parameter"] = TorchGlobal.TensorClass,
        ["torch.nn.parameter.Buffer"] = TorchGlobal.TensorClass,
        ["torch.distributed.tensor.DTensor"] = TorchGlobal.DistributedTensor,
        ["torch.distributed._tensor.DTensor"] = TorchGlobal.DistributedTensor,
        ["torch.distributed._tensor.api.DTensor"] = TorchGlobal.DistributedTensor,
        ["torch.distributed.tensor._api.DTensor"] = TorchGlobal.DistributedTensor,
    }.ToFrozenDictionary();

    public static TorchGlobal Find(string module, string name) => s_known.GetValueOrDefault($"{module}.{name}");
}
