using Emo.Codegen.Tests.Support;

namespace Emo.Codegen.Tests.Emission;

/// <summary>The measure itself, on methods whose IL is known.</summary>
public sealed class MethodSizesTests
{
    [Fact]
    public void A_straight_method_is_one_block()
    {
        var size = Measure("public static int Add(int a, int b) => a + b;", "Add");

        // ldarg.0, ldarg.1, add, ret
        Assert.Equal(new MethodSize("C.Add", IlBytes: 4, Instructions: 4, BasicBlocks: 1, Locals: 0, LocalReferences: 2), size);
    }

    [Fact]
    public void A_condition_makes_blocks()
    {
        var size = Measure("public static int Max(int a, int b) { if (a > b) return a; return b; }", "Max");

        // ldarg.0, ldarg.1, ble.s, | ldarg.0, ret, | ldarg.1, ret
        Assert.Equal(new MethodSize("C.Max", IlBytes: 8, Instructions: 7, BasicBlocks: 3, Locals: 0, LocalReferences: 4), size);
    }

    [Fact]
    public void A_switch_makes_a_block_of_each_case()
    {
        var size = Measure(
            "public static int Pick(int a) { switch (a) { case 0: return 7; case 1: return 9; case 2: return 4; default: return 1; } }",
            "Pick");

        // ldarg.0, switch, | br.s, | 3 x (ldc, ret), | ldc, ret
        Assert.Equal(6, size.BasicBlocks);
        Assert.Equal(11, size.Instructions);
    }

    [Fact]
    public void Local_variables_are_counted()
    {
        var size = Measure(
            "public static int Sum(int[] v) { int s = 0; for (int i = 0; i < v.Length; i++) s += v[i]; return s; }", "Sum");

        Assert.Equal(2, size.Locals);
    }

    [Fact]
    public void A_protected_region_makes_blocks()
    {
        var size = Measure(
            "public static void Try(Action a, Action b) { try { a(); } finally { b(); } }", "Try");

        // try, handler, and what comes after
        Assert.Equal(3, size.BasicBlocks);
    }

    [Fact]
    public void A_method_beyond_a_limit_is_found()
    {
        string statements = string.Concat(Enumerable.Range(0, 2_001).Select(i => $"if (x == {i}) y++; "));
        byte[] assembly = Compile($"public static int Long(int x) {{ int y = 0; {statements} return y; }}");

        Assert.Contains(
            "C.Long", Assert.ThrowsAny<Exception>(() => MethodSizes.AssertWithinJitLimits(assembly)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_within_the_limits_passes() =>
        MethodSizes.AssertWithinJitLimits(Compile("public static int Short(int x) => x + 1;"));

    private static MethodSize Measure(string method, string name) =>
        MethodSizes.Measure(Compile(method)).Single(size => size.Name == $"C.{name}");

    private static byte[] Compile(string method)
    {
        using var image = new MemoryStream();
        Assert.True(new GeneratorHarness($"using System; public static class C {{ {method} }}").Compilation.Emit(image).Success);
        return image.ToArray();
    }
}
