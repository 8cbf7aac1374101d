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
                for (int n = 0; n < count; n++)
                    EmitChannels(writer, cell, (start + (n * vectors)) * writer.Lanes, vectors);
            }
        }
    }

    private void EmitChannels(KernelWriter writer, string cell, int channel, int vectors)
    {
        int maxQueries = Math.Min(MaxQueries, (writer.Width.Registers - vectors - 1) / vectors);
        writer.Line($"// channels {channel} to {Math.Min(Shape.ValueHeadWidth, channel + (vectors * writer.Lanes)) - 1}");
        if (Shape.IsOneBlock)
        {
            foreach (var (queries, count, start) in Tiling.Of(Shape.Tokens, maxQueries).Tiles)
            {
                using (writer.Block($"for (int q = {start}; q < {start + (queries * count)}; q += {queries})"))
                    EmitTile(writer, cell, channel, vectors, queries);
            }

            return;
        }

        using (writer.Block(""))
        {
            writer.Line("int q = 0;");
            using (writer.Block($"for (; q + {maxQueries} <= count; q += {maxQueries})"))
                EmitTile(writer, cell, channel, vectors, maxQueries);
            using (writer.Block("for (; q < count; q++)"))
                EmitTile(writer, cell, channel, vectors, queries: 1);
        }
    }

    private void EmitTile(KernelWriter writer, string cell, int channel, int vectors, int queries)
    {
        for (int r = 0; r < queries; r++)
            writer.Line("Floats " + string.Join(", ", Enumerable.Range(0, vectors).Select(v => $"y{r}{v} = Floats.Zero")) + ";");
        writer.Line("float* weight = scores + q;");
        writer.Line($"float* token = {KernelWriter.At("value", channel)};");
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

        writer.Line("float* target;");
        writer.Line("Floats factor;");
        for (int r = 0; r < queries; r++)
            EmitStore(writer, cell, channel, vectors, r);
    }

    private void EmitStore(KernelWriter writer, string cell, int channel, int vectors, int row)
    {
        string offset = row == 0 ? "q" : $"q + {row}";
        writer.Line($"target = {cell}(y, i, j, first + {offset});");
        using (writer.Block("if (target != null)"))
        {
            writer.Line($"factor = Create(inverse[{offset}]);");
            for (int v = 0; v < vectors; v++)
            {
                int at = channel + (v * writer.Lanes);
                int used = Math.Min(writer.Lanes, Shape.ValueHeadWidth - at);
                string target = KernelWriter.At("target", at);
                writer.Line(used == writer.Lanes
                    ? $"(y{row}{v} * factor).Store({target});"
                    : $"{writer.Use(new StoreLowFunction(used))}(y{row}{v} * factor, {target});");
            }
        }
    }
}
