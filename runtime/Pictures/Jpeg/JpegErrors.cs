using BitMiracle.LibJpeg.Classic;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Makes the decoder's errors exceptions, and its warnings too: where it would go on with grey blocks, the file is
/// damaged. The library would print both to the console.
/// </summary>
internal sealed class JpegErrors : jpeg_error_mgr
{
    private J_MESSAGE_CODE _code;

    public override void error_exit() => throw Damaged();

    public override void emit_message(int msg_level)
    {
        const int Warning = -1;
        if (msg_level != Warning)
            return;
        var damaged = Damaged(); // asks for the text, which tells us the code
        if (!IsHarmless(_code))
            throw damaged;
    }

    public override void output_message()
    {
        // Never to the console.
    }

    protected override string GetMessageText(int code)
    {
        _code = (J_MESSAGE_CODE)code;
        return base.GetMessageText(code);
    }

    // Stray bytes between segments, and version numbers that do not matter for the pixels.
    private static bool IsHarmless(J_MESSAGE_CODE code) => code
        is J_MESSAGE_CODE.JWRN_EXTRANEOUS_DATA
        or J_MESSAGE_CODE.JWRN_ADOBE_XFORM
        or J_MESSAGE_CODE.JWRN_JFIF_MAJOR;

    private PictureException Damaged() => new($"The JPEG file cannot be decoded: {format_message()}.");
}
