using System.Security.Cryptography;
using System.Text;

namespace Emo.Codegen.Planning;

/// <summary>
/// 128 bits that tell the packed weights of one plan from those of another, wherever and whenever the plan is made.
/// The size of the input is left out on purpose: weights do not depend on it.
/// </summary>
internal readonly record struct PackingId(ulong Upper, ulong Lower)
{
    public static PackingId Of(ExecutionPlan plan)
    {
        using var algorithm = SHA256.Create();
        byte[] hash = algorithm.ComputeHash(Encoding.UTF8.GetBytes(PackingText.Of(plan)));
        return new PackingId(BigEndian(hash, 0), BigEndian(hash, sizeof(ulong)));
    }

    private static ulong BigEndian(byte[] bytes, int start)
    {
        ulong value = 0;
        for (int i = 0; i < sizeof(ulong); i++)
            value = (value << 8) | bytes[start + i];
        return value;
    }
}
