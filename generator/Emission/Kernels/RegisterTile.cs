namespace Emo.Codegen.Emission;

/// <summary>
/// The sums of a tile of a matrix product, in registers: <see cref="Rows"/> times <see cref="Vectors"/> of them, <c>y00</c>, <c>y01</c>,
/// <c>y10</c>, ... Each output adds its products in the order in which they are emitted.
/// </summary>
internal sealed record RegisterTile(int Rows, int Vectors)
{
    /// <summary>The sums, row by row.</summary>
    public IEnumerable<(int Row, int Vector, string Sum)> Sums =>
        from row in Enumerable.Range(0, Rows)
        from vector in Enumerable.Range(0, Vectors)
        select (row, vector, Sum(row, vector));

    /// <summary>The sums of a row, as arguments.</summary>
    public string RowSums(int row) => Code.List(Vectors, vector => Sum(row, vector));

    /// <summary>Every row begins with the same vectors: the bias.</summary>
    public void EmitStart(MemberWriter writer, Func<int, string> pointer)
    {
        for (int vector = 0; vector < Vectors; vector++)
            writer.Line($"Floats {Sum(0, vector)} = Load({pointer(vector)});");
        for (int row = 1; row < Rows; row++)
            writer.Line("Floats " + Code.List(Vectors, vector => $"{Sum(row, vector)} = {Sum(0, vector)}") + ";");
    }

    public void EmitZeros(MemberWriter writer)
    {
        for (int row = 0; row < Rows; row++)
            writer.Line("Floats " + Code.List(Vectors, vector => $"{Sum(row, vector)} = Floats.Zero") + ";");
    }

    /// <summary>Adds the products of a number for each row with the vectors of weights.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="pointer">A pointer to a vector of weights.</param>
    /// <param name="factor">The number of a row.</param>
    /// <param name="declare">The first products of a scope declare the operands.</param>
    public void EmitProducts(MemberWriter writer, Func<int, string> pointer, Func<int, string> factor, bool declare = true)
    {
        string type = declare ? "Floats " : "";
        for (int vector = 0; vector < Vectors; vector++)
            writer.Line($"{type}w{vector} = Load({pointer(vector)});");
        for (int row = 0; row < Rows; row++)
        {
            writer.Line($"{(row == 0 ? type : "")}a = Create({factor(row)});");
            for (int vector = 0; vector < Vectors; vector++)
                writer.MultiplyAdd(Sum(row, vector), "a", $"w{vector}");
        }
    }

    /// <summary>
    /// The same for numbers that follow each other in memory: where a multiply-add takes a lane as its factor, one load brings as many of
    /// them as a vector has lanes. It may reach behind the last number, to the end of a vector.
    /// </summary>
    public void EmitProductsOfNeighbours(MemberWriter writer, Func<int, string> pointer, string factors)
    {
        if (!writer.Target.HasLaneFactors)
        {
            EmitProducts(writer, pointer, factor: row => Code.Index(factors, row));
            return;
        }

        for (int vector = 0; vector < Vectors; vector++)
            writer.Line($"Floats w{vector} = Load({pointer(vector)});");
        for (int row = 0; row < Rows; row++)
        {
            int lane = row % writer.Lanes;
            if (lane == 0)
                writer.Line($"{(row == 0 ? "Floats " : "")}a = Load({Code.At(factors, row)});");
            for (int vector = 0; vector < Vectors; vector++)
            {
                string product = writer.Use(new LaneProductFunction(lane));
                writer.Line($"{Sum(row, vector)} = {product}(w{Code.Text(vector)}, a, {Sum(row, vector)});");
            }
        }
    }

    private static string Sum(int row, int vector) => $"y{Code.Text(row)}{Code.Text(vector)}";
}
