using System.Collections.Frozen;
using System.Text;

namespace Timbre.Text.Lexicons;

/// <summary>The letters a to z and the apostrophe, which is all that English words are spelt with here.</summary>
internal static class AsciiFolding
{
    private static readonly FrozenDictionary<char, string> BaseByAccented = new (string Plain, string Written)[]
    {
        ("a", "àáâãäåāăą"), ("c", "çćčĉ"), ("d", "ďđ"), ("e", "èéêëēėęě"), ("g", "ğģ"), ("i", "ìíîïīįı"), ("l", "łľļ"), ("n", "ñńňņ"),
        ("o", "òóôõöøōő"), ("r", "řŕ"),
        ("s", "śšşș"), ("t", "ťțţ"), ("u", "ùúûüūůűų"), ("y", "ýÿ"), ("z", "źžż"), ("ae", "æ"), ("oe", "œ"), ("ss", "ß"), ("th", "þð"),
        ("'", "’ʼ‘"),
    }.SelectMany(row => row.Written.Select(written => (written, row.Plain))).ToFrozenDictionary(pair => pair.written, pair => pair.Plain);

    /// <summary>The word in small letters without accents; what is no letter, apostrophe or hyphen is left out.</summary>
    public static string Fold(string word)
    {
        if (word.All(c => char.IsAsciiLetterLower(c) || c == '\''))
            return word;
        var plain = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            var small = char.ToLowerInvariant(c);
            if (char.IsAsciiLetterLower(small) || small is '\'' or '-')
                plain.Append(small);
            else
                plain.Append(BaseByAccented.GetValueOrDefault(small, ""));
        }

        return plain.ToString();
    }
}
