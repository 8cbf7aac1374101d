[Emo.EmoModel("tiny")]
public sealed partial class Model
{
}
