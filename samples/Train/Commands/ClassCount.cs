using Emo.Codegen.Specs;
using Emo.Train.Data;

namespace Emo.Train.Commands;

/// <summary>A network that chooses among classes learns nothing from one of them: its loss is always 0.</summary>
internal static class ClassCount
{
    /// <exception cref="DataSetException">The head has one class.</exception>
    public static void RequireTwo(ModelSpec spec, ClassHeadSpec head)
    {
        if (head.Classes < 2)
            throw new DataSetException($"The spec '{spec.Name}' has one class, and there is nothing to tell it from: give it at least 2.");
    }
}
