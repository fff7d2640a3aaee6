using System.Reflection;
using System.Reflection.Emit;
using Timbre.Server.Hosting;

namespace Timbre.Server.Tests.Consent;

/// <summary>Who calls what inside the server, read from its compiled methods.</summary>
internal static class Calls
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The server's methods that call any of these, or hand one on.</summary>
    public static IReadOnlyList<MethodBase> To(IReadOnlyCollection<MethodBase> called) =>
    [
        .. from type in typeof(Program).Assembly.GetTypes()
           from method in type.GetMethods(All).Concat<MethodBase>(type.GetConstructors(All))
           where Called(method).Any(other => called.Any(one => one.MetadataToken == other.MetadataToken && one.Module == other.Module))
           select method,
    ];

    /// <summary>The type that a method was written in, where the compiler has put it into one of its own.</summary>
    public static Type Home(MethodBase method)
    {
        var home = method.DeclaringType!;
        while (home.Name.StartsWith('<'))
            home = home.DeclaringType!;
        return home;
    }

    private static IEnumerable<MethodBase> Called(MethodBase method)
    {
        var bytes = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var code = bytes[at] == 0xfe ? Codes[(short)(0xfe00 | bytes[at + 1])] : Codes[bytes[at]];
            at += code.Size;
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineTok
                && Resolve(method, BitConverter.ToInt32(bytes, at)) is { } other)
                yield return other;
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(bytes, at)),
                _ => 4,
            };
        }
    }

    private static MethodBase? Resolve(MethodBase within, int token)
    {
        var member = within.Module.ResolveMember(
            token, within.DeclaringType!.IsGenericType ? within.DeclaringType.GetGenericArguments() : null,
            within.IsGenericMethod ? within.GetGenericArguments() : null);
        return member as MethodBase;
    }
}
