using BitMiracle.LibJpeg.Classic;
using Emo.CompilerServices;

namespace Emo.Pictures.Jpeg;

/// <summary>
/// Decodes JPEG: entropy decoding and inverse DCT by LibJpeg.NET, a managed libjpeg, component by component; bringing
/// the components to one resolution and to RGB is done here, because the library's own way (of libjpeg 9) gives other
/// pixels than libjpeg 6 and libjpeg-turbo, with which networks are trained.
/// </summary>
internal static class JpegDecoder
{
    private const int BlockSide = 8;

    // A picture's rows are made of the MCU row that they lie in and, at its edges, of the ones above and below: further ones
    // share their memory.
    private const int KeptMcuRows = 3;

    public static Picture Decode(ArraySegment<byte> file, PictureOptions options)
    {
        var header = JpegHeader.Read(file, options);
        try
        {
            return Orientation.Apply(DecodePixels(file), header.Orientation);
        }
        catch (Exception e) when (e is not (PictureException or OutOfMemoryException))
        {
            // The library meets some damage with whatever the runtime throws, such as an index out of range.
            throw new PictureException($"The JPEG file is damaged: {e.Message}", e);
        }
    }

    private static Picture DecodePixels(ArraySegment<byte> file)
    {
        using var stream = new MemoryStream(file.Array!, file.Offset, file.Count, writable: false);
        var decoder = new jpeg_decompress_struct(new JpegErrors());
        decoder.jpeg_stdio_src(stream);
        decoder.jpeg_read_header(true);
        var space = decoder.Jpeg_color_space;
        if (JpegColors.Components(space) == 0 || JpegColors.Components(space) != decoder.Num_components)
        {
            throw new PictureException(
                $"This is a JPEG file with {decoder.Num_components} components of the colour space {space}; " +
                "supported are grey, YCbCr, RGB, CMYK and YCCK.");
        }

        decoder.Raw_data_out = true;
        decoder.Do_fancy_upsampling = false; // else chroma would be upsampled in the inverse DCT
        decoder.Dct_method = J_DCT_METHOD.JDCT_ISLOW;
        decoder.Out_color_space = space;
        decoder.jpeg_start_decompress();
        return ReadPicture(decoder, CreatePlanes(decoder), space);
    }

    private static JpegPlane[] CreatePlanes(jpeg_decompress_struct decoder)
    {
        int maxX = 1, maxY = 1;
        var planes = new JpegPlane[decoder.Num_components];
        for (int i = 0; i < planes.Length; i++)
        {
            maxX = Math.Max(maxX, decoder.Comp_info[i].H_samp_factor);
            maxY = Math.Max(maxY, decoder.Comp_info[i].V_samp_factor);
        }

        for (int i = 0; i < planes.Length; i++)
        {
            int x = decoder.Comp_info[i].H_samp_factor, y = decoder.Comp_info[i].V_samp_factor;
            if (maxX % x != 0 || maxY % y != 0)
            {
                throw new PictureException(
                    $"This is a JPEG file with a component sampled {x} x {y} beside one sampled {maxX} x {maxY}; " +
                    "supported are whole multiples.");
            }

            int mcuColumns = DivideUp(decoder.Image_width, maxX * BlockSide);
            int mcuRows = DivideUp(decoder.Image_height, maxY * BlockSide);
            int kept = KeptMcuRows * y * BlockSide;
            byte[][] rows = new byte[mcuRows * y * BlockSide][];
            for (int row = 0; row < rows.Length; row++)
                rows[row] = row < kept ? new byte[mcuColumns * x * BlockSide] : rows[row - kept];
            planes[i] = new JpegPlane(
                rows,
                DivideUp(decoder.Image_width * x, maxX),
                DivideUp(decoder.Image_height * y, maxY),
                maxX / x,
                maxY / y);
        }

        return planes;
    }

    private static Picture ReadPicture(jpeg_decompress_struct decoder, JpegPlane[] planes, J_COLOR_SPACE space)
    {
        int width = decoder.Image_width, height = decoder.Image_height;
        byte[] pixels = new byte[3 * width * height];
        FreshMemory.Populate(pixels);
        byte[] samples = new byte[planes.Length * width];
        int lines = decoder.Max_v_samp_factor * BlockSide;
        for (int first = 0; first < height; first += lines)
        {
            ReadMcuRow(decoder, planes, first / lines);
            for (int y = Math.Max(0, first - lines); y < first; y++)
                Combine(y);
        }

        decoder.jpeg_finish_decompress();
        for (int y = (height - 1) / lines * lines; y < height; y++)
            Combine(y);
        return new Picture(width, height, pixels);

        void Combine(int y)
        {
            for (int i = 0; i < planes.Length; i++)
                planes[i].Upsample(y, samples.AsSpan(i * width, width));
            JpegColors.Convert(space, samples, pixels.AsSpan(3 * width * y, 3 * width));
        }
    }

    private static void ReadMcuRow(jpeg_decompress_struct decoder, JpegPlane[] planes, int mcuRow)
    {
        int lines = decoder.Max_v_samp_factor * BlockSide;
        byte[][][] window = new byte[planes.Length][][];
        for (int i = 0; i < planes.Length; i++)
        {
            int count = lines / planes[i].StepY;
            window[i] = planes[i].Rows[(mcuRow * count)..((mcuRow + 1) * count)];
        }

        if (decoder.jpeg_read_raw_data(window, lines) != lines)
            throw new PictureException("The JPEG file is damaged: its pixel data ends before the last row.");
    }

    private static int DivideUp(int value, int divisor) => (value + divisor - 1) / divisor;
}
