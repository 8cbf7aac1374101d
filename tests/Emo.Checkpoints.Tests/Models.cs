using Emo.CompilerServices;

namespace Emo.Checkpoints.Tests;

// The network of tests/data/checkpoints/cases: as it was trained, for another number of classes, and as a backbone.

[EmoModel("tiny")]
internal sealed partial class Tiny
{
    public static void Declare(StateDictDeclaration stateDict) => DeclareStateDict(stateDict);
}

[EmoModel("tiny", ClassCount = 7)]
internal sealed partial class TinyOfSeven;

[EmoModel("tiny-stages")]
internal sealed partial class TinyStages;

// EMOv2's blocks and names. A model's own part can call the generated DeclareStateDict, which knows names and shapes.

[EmoModel("tiny2")]
internal sealed partial class Tiny2
{
    public static void Declare(StateDictDeclaration stateDict) => DeclareStateDict(stateDict);
}

[EmoModel("tiny2-psp")]
internal sealed partial class Tiny2Psp
{
    public static void Declare(StateDictDeclaration stateDict) => DeclareStateDict(stateDict);
}

[EmoModel("tiny2-psp-lnlocal")]
internal sealed partial class Tiny2PspLayerNorms
{
    public static void Declare(StateDictDeclaration stateDict) => DeclareStateDict(stateDict);
}
