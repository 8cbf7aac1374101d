namespace Emo.Samples.Edge;

#if EMO_CIFAR10
[EmoModel("emo-cifar10")]
#else
[EmoModel("emo-1m")]
#endif
internal sealed partial class Network;
