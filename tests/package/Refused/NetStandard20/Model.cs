[Emo.EmoModel("emo-2m")]
public sealed partial class Model
{
}
