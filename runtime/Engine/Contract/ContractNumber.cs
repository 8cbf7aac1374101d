#if EMO_GENERATOR
namespace Emo.Codegen.Emission;
#else
namespace Emo.CompilerServices;
#endif

/// <summary>
/// The number of the contract between generated code and the runtime: what generated classes call and implement. The generator writes the
/// number that it was compiled with into each class, and the runtime compares it with its own. Raise it with each change that a test of
/// the contract reports. It is compiled into both.
/// </summary>
internal static class ContractNumber
{
    public const int Value = 1;
}
