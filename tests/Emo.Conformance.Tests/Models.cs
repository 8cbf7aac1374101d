namespace Emo.Conformance.Tests;

// The shipped architectures and the five golden variants, as classifiers and with the outputs of all stages.

[EmoModel("emo-1m")]
internal sealed partial class Emo1M;

[EmoModel("emo-1m-stages")]
internal sealed partial class Emo1MStages;

[EmoModel("emo-1m", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOdd;

[EmoModel("emo-1m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo1MOddStages;

[EmoModel("emo-2m")]
internal sealed partial class Emo2M;

[EmoModel("emo-2m-stages")]
internal sealed partial class Emo2MStages;

[EmoModel("emo-2m", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2MOdd;

[EmoModel("emo-2m-stages", InputHeight = 200, InputWidth = 264)]
internal sealed partial class Emo2MOddStages;

[EmoModel("emo-5m")]
internal sealed partial class Emo5M;

[EmoModel("emo-5m-stages")]
internal sealed partial class Emo5MStages;

[EmoModel("emo-6m")]
internal sealed partial class Emo6M;

[EmoModel("emo-6m-stages")]
internal sealed partial class Emo6MStages;

[EmoModel("emo-cifar10")]
internal sealed partial class EmoCifar10;

[EmoModel("emo-cifar10-stages")]
internal sealed partial class EmoCifar10Stages;

[EmoModel("attn-after-v")]
internal sealed partial class AttnAfterV;

[EmoModel("attn-after-v-stages")]
internal sealed partial class AttnAfterVStages;

[EmoModel("global-window")]
internal sealed partial class GlobalWindow;

[EmoModel("global-window-stages")]
internal sealed partial class GlobalWindowStages;

[EmoModel("mixed-windows")]
internal sealed partial class MixedWindows;

[EmoModel("mixed-windows-stages")]
internal sealed partial class MixedWindowsStages;

[EmoModel("no-attention")]
internal sealed partial class NoAttention;

[EmoModel("no-attention-stages")]
internal sealed partial class NoAttentionStages;

[EmoModel("se-relu")]
internal sealed partial class SeRelu;

[EmoModel("se-relu-stages")]
internal sealed partial class SeReluStages;
