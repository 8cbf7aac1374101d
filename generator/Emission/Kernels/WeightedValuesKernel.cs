namespace Emo.Codegen.Emission.Kernels;

/// <summary>Sums of values weighted by the softmax, stored at the tokens' places in the map.</summary>
internal sealed record WeightedValuesKernel(AttentionShape Shape) : Kernel
{
    /// <summary>More rows would only lengthen the text.</summary>
    private const int MaxQueries = 8;

    public override string BaseName => $"WeightedValues{Shape.Tokens}x{Shape.ValueHeadWidth}";

    public override void Emit(KernelWriter writer)
    {
        string cell = writer.Use(new TokenCellFunction(Shape));
        writer.Summary(
            $"Values of one head, {Shape.ValueHeadWidth} channels, weighted by scores [{Shape.Tokens}][{Shape.QueryBlock}], to the map cells of the queries. " +
            "Tokens outside the map are dropped.");
        using (writer.Method("float* scores, float* inverse, float* value, float* y, int i, int j, int first, int count"))
        {
            int vectorCount = writer.Width.VectorsOf(Shape.ValueHeadWidth);
            foreach (var (vectors, count, start) in Tiling.Of(vectorCount, writer.Width.PointwiseVectors).Tiles)
            {
                int first = start * writer.Lanes;
                int floats = vectors * writer.Lanes;
                int whole = Math.Min(count, (Shape.ValueHeadWidth - first) / floats);
                EmitWholeParts(writer, cell, first, whole, new Part("", vectors, floats));
                if (whole < count)
                    EmitPart(writer, cell, new Part(KernelWriter.At("", first + (whole * floats)), vectors, Shape.ValueHeadWidth - first - (whole * floats)));
            }
        }
    }

    private void EmitWholeParts(KernelWriter writer, string cell, int first, int count, Part part)
    {
        if (count == 1)
            EmitPart(writer, cell, part with { At = KernelWriter.At("", first) });
        if (count <= 1)
            return;
        using (writer.Block($"for (int c = {first}; c < {first + (count * part.Floats)}; c += {part.Floats})"))
            EmitPart(writer, cell, part with { At = " + c" });
    }

    private void EmitPart(KernelWriter writer, string cell, Part part)
    {
        int maxQueries = Math.Min(MaxQueries, (writer.Width.Registers - part.Vectors - 1) / part.Vectors);
        if (Shape.IsOneBlock)
        {
            foreach (var (queries, count, start) in Tiling.Of(Shape.Tokens, maxQueries).Tiles)
            {
                using (writer.Block($"for (int q = {start}; q < {start + (queries * count)}; q += {queries})"))
                    EmitTile(writer, cell, part, queries);
            }

            return;
        }

        using (writer.Block(""))
        {
            writer.Line("int q = 0;");
            using (writer.Block($"for (; q + {maxQueries} <= count; q += {maxQueries})"))
                EmitTile(writer, cell, part, maxQueries);
            using (writer.Block("for (; q < count; q++)"))
                EmitTile(writer, cell, part, queries: 1);
        }
    }

    private void EmitTile(KernelWriter writer, string cell, Part part, int queries)
    {
        int vectors = part.Vectors;
        for (int r = 0; r < queries; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, vectors).Select(v => $"y{r}{v} = Floats.Zero")) + ";");
        writer.Line("float* weight = scores + q;");
        writer.Line($"float* token = value{part.At};");
        using (writer.Block($"for (int k = 0; k < {Shape.Tokens}; k++, weight += {Shape.QueryBlock}, token += {Shape.ValueStride})"))
        {
            for (int v = 0; v < vectors; v++)
                writer.Line($"Floats v{v} = Load({KernelWriter.At("token", v * writer.Lanes)});");
            for (int r = 0; r < queries; r++)
            {
                writer.Line($"{(r == 0 ? "Floats " : "")}a = Create({KernelWriter.Index("weight", r)});");
                for (int v = 0; v < vectors; v++)
                    writer.MultiplyAdd($"y{r}{v}", "a", $"v{v}");
            }
        }

        for (int r = 0; r < queries; r++)
            EmitStore(writer, cell, part, r);
    }

    private static void EmitStore(KernelWriter writer, string cell, Part part, int row)
    {
        string query = row == 0 ? "q" : $"q + {row}";
        string store = writer.Use(new StoreScaledFunction(part.Vectors, part.Floats));
        string values = string.Join(", ", Enumerable.Range(0, part.Vectors).Select(v => $"y{row}{v}"));
        writer.Line($"{store}({values}, inverse + {query}, {cell}(y{part.At}, i, j, first + {query}));");
    }

    /// <summary>Some channels of a head, as many as the registers hold; <paramref name="At"/> is what is added to a pointer to reach them.</summary>
    private sealed record Part(string At, int Vectors, int Floats);
}
