namespace Company.Vision
{
    public static partial class Networks
    {
        [Emo.EmoModel("tiny")]
        public sealed partial class TinyClassifier
        {
        }
    }
}
