using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Emo.Codegen.Tests.Support;

/// <summary>One instruction of a method body.</summary>
/// <param name="Code">The operation.</param>
/// <param name="BlockStarts">Offsets at which this instruction makes a basic block begin.</param>
internal sealed record IlInstruction(OpCode Code, IReadOnlyList<int> BlockStarts)
{
    private static readonly Dictionary<int, OpCode> s_codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => (int)(ushort)code.Value);

    /// <summary>Whether it loads or stores a local variable or a parameter.</summary>
    public bool IsLocalReference =>
        Code.Name!.StartsWith("ldloc", StringComparison.Ordinal)
        || Code.Name.StartsWith("stloc", StringComparison.Ordinal)
        || Code.Name.StartsWith("ldarg", StringComparison.Ordinal)
        || Code.Name.StartsWith("starg", StringComparison.Ordinal);

    public static List<IlInstruction> Decode(byte[] il)
    {
        var instructions = new List<IlInstruction>();
        for (int offset = 0; offset < il.Length;)
        {
            bool isLong = il[offset] == 0xFE;
            var code = s_codes[isLong ? 0xFE00 | il[offset + 1] : il[offset]];
            offset += isLong ? 2 : 1;
            ReadOnlySpan<byte> operand = il.AsSpan(offset, OperandLength(code, il, offset));
            offset += operand.Length;
            instructions.Add(new IlInstruction(code, FindBlockStarts(code, operand, offset)));
        }

        return instructions;
    }

    private static int OperandLength(OpCode code, byte[] il, int offset) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BinaryPrimitives.ReadInt32LittleEndian(il.AsSpan(offset))),
        _ => 4,
    };

    private static List<int> FindBlockStarts(OpCode code, ReadOnlySpan<byte> operand, int next)
    {
        var starts = new List<int>();
        switch (code.OperandType)
        {
            case OperandType.ShortInlineBrTarget:
                starts.Add(next + (sbyte)operand[0]);
                break;
            case OperandType.InlineBrTarget:
                starts.Add(next + BinaryPrimitives.ReadInt32LittleEndian(operand));
                break;
            case OperandType.InlineSwitch:
                for (int at = 4; at < operand.Length; at += 4)
                    starts.Add(next + BinaryPrimitives.ReadInt32LittleEndian(operand[at..]));
                break;
        }

        if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            starts.Add(next);
        return starts;
    }
}
