using Emo.Pictures.Frames;

namespace Emo;

public sealed partial record Preprocessing
{
    /// <summary>
    /// Makes a network's input of pixels in the caller's memory: what <see cref="Apply(Picture, Span{float}, PictureWorkspace?)"/>
    /// makes of a copy of them, to the bit, without the copy.
    /// </summary>
    /// <param name="picture">A view of any size.</param>
    /// <param name="input">Receives 3 x <see cref="InputHeight"/> x <see cref="InputWidth"/> values (CHW; R, G, B).</param>
    /// <param name="workspace">Memory to use; with it, nothing is allocated once it has grown. New memory when null.</param>
    /// <exception cref="ArgumentException"><paramref name="input"/> has another length.</exception>
    /// <exception cref="InvalidOperationException">
    /// The view is a default value, which shows nothing, or another call is using the workspace.
    /// </exception>
    public void Apply(PictureView picture, Span<float> input, PictureWorkspace? workspace = null)
    {
        picture.ThrowIfEmpty();
        workspace ??= new PictureWorkspace();
        workspace.Enter();
        try
        {
            var rows = new ViewRows(picture, workspace.Views);
            ApplyRows(ref rows, picture.Width, picture.Height, input, workspace.Resize);
        }
        finally
        {
            workspace.Leave();
        }
    }
}
