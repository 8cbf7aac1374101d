using Emo.Checkpoints;

namespace Emo.CompilerServices;

/// <summary>Parameters are there, but not as plain tensors: the first of them, and the way to a file that has it as one.</summary>
internal static class UnreadableReason
{
    private static readonly string[] s_quantised = ["torchao", "quant", "bitsandbytes", "Params4bit", "Int8Params"];

    public static string? Of(StateDictComparison comparison)
    {
        if (comparison.Unreadable.Count == 0 || comparison.Missing.Count > comparison.Fit.Count)
            return null;
        var first = comparison.Unreadable[0];
        string what = $"The tensor {Printable.Quote(first.Name)} cannot be read: {first.Unreadable}";
        string more = comparison.Unreadable.Count > 1 ? $" ({comparison.Unreadable.Count - 1} more are none either)" : "";
        return $"{what}{more}. {Advice(first.Unreadable!)}";
    }

    private static string Advice(string reason)
    {
        if (reason.Contains("DTensor", StringComparison.Ordinal))
        {
            return "Save a full state dict: torch.distributed.checkpoint.state_dict.get_model_state_dict(model, " +
                "options=StateDictOptions(full_state_dict=True)).";
        }

        return s_quantised.Any(word => reason.Contains(word, StringComparison.OrdinalIgnoreCase))
            ? "Save the weights before quantising them."
            : "Save it as a plain tensor: torch.save(model.state_dict(), \"new.pth\") of a model whose parameters are torch.nn.Parameter.";
    }
}
