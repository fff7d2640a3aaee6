using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>Finds the unstressed symbol of a phone by its name in ASCII without making a string of it.</summary>
internal static class PhoneNames
{
    private static readonly sbyte[] SymbolByName = Table();

    /// <summary>The symbol, or -1; the case of the letters does not matter.</summary>
    public static int Find(ReadOnlySpan<byte> name) => name.Length switch
    {
        1 => SymbolByName[Letter(name[0]) * 32],
        2 => SymbolByName[Letter(name[0]) * 32 + Letter(name[1])],
        _ => -1,
    };

    private static int Letter(byte letter) => letter & 31;

    private static sbyte[] Table()
    {
        var known = new sbyte[32 * 32];
        Array.Fill(known, (sbyte)-1);
        foreach (var name in Timbre.Text.Phonemes.CmuPhoneSet.All.Append("AX"))
            known[Letter((byte)name[0]) * 32 + (name.Length > 1 ? Letter((byte)name[1]) : 0)] = (sbyte)PhoneSymbols.Find(name);
        return known;
    }
}
