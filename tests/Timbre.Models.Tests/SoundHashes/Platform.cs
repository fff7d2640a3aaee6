using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;

namespace Timbre.Models.Tests.SoundHashes;

/// <summary>What of a machine decides the bits of a sound.</summary>
internal static class Platform
{
    private static readonly Func<double, double>[] Functions =
    [
        Math.Exp, Math.Log, Math.Log2, Math.Log10, Math.Sqrt,
        Math.Sin, Math.Cos, Math.Tan, Math.Atan, Math.Tanh, Math.Sinh, Math.Cosh, Math.Asinh,
        x => Math.Pow(x, 1.7), x => Math.SinCos(x).Sin, x => Math.SinCos(x).Cos,
        x => MathF.Exp((float)x), x => MathF.Log((float)x), x => MathF.Sin((float)x), x => MathF.Cos((float)x),
        x => MathF.Tanh((float)x), x => MathF.Pow((float)x, 1.7f),
        x => Vector.Exp(new Vector<float>((float)x))[0], x => Vector.Log(new Vector<float>((float)x))[0],
        x => Vector.SinCos(new Vector<float>((float)x)).Sin[0], x => Vector.SinCos(new Vector<float>((float)x)).Cos[0],
    ];

    /// <summary>Width of vectors, and a hash of what the elementary functions of the C library and of .NET give.</summary>
    /// <remarks>Where 512-bit vectors are used, matrix products are added up in another order.</remarks>
    public static string Description { get; } =
        $"{RuntimeInformation.ProcessArchitecture}, {Vector<float>.Count} floats a vector, "
        + $"512-bit vectors {(Vector512.IsHardwareAccelerated ? "used" : "not used")}, elementary functions {FunctionsHash()}";

    private static string FunctionsHash()
    {
        var values = new List<double>();
        foreach (var function in Functions)
        {
            for (var x = 0.001; x < 40; x = (x * 1.013) + 0.0007)
                values.Add(function(x));
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values.ToArray().AsSpan())))[..16];
    }
}
