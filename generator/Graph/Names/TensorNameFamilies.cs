using Emo.Codegen.Specs;

namespace Emo.Codegen.Graph;

/// <summary>The names of each family.</summary>
internal static class TensorNameFamilies
{
    /// <param name="naming">The family.</param>
    /// <param name="prefix">What stands before the names of the backbone.</param>
    public static ITensorNames Of(TensorNaming naming, string prefix) => naming switch
    {
        TensorNaming.Emo => new EmoTensorNames(prefix),
        TensorNaming.Emo2 => new Emo2TensorNames(prefix),
        TensorNaming.TorchvisionMobileNetV2 => new MobileNetV2TensorNames(prefix),
    };
}
