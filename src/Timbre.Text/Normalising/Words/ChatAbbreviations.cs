namespace Timbre.Text.Normalising.Words;

/// <summary>Chat abbreviations and their spoken forms.</summary>
internal static class ChatAbbreviations
{
    private static readonly Dictionary<string, string> Expansions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["gr8"] = "great",
        ["l8r"] = "later",
        ["m8"] = "mate",
        ["b4"] = "before",
        ["2day"] = "today",
        ["2moro"] = "tomorrow",
        ["2nite"] = "tonight",
        ["w8"] = "wait",
        ["str8"] = "straight",
        ["thx"] = "thanks",
        ["thnx"] = "thanks",
        ["tnx"] = "thanks",
        ["pls"] = "please",
        ["plz"] = "please",
        ["ppl"] = "people",
        ["bday"] = "birthday",
        ["tmrw"] = "tomorrow",
        ["tmw"] = "tomorrow",
        ["wknd"] = "weekend",
        ["msg"] = "message",
        ["msgs"] = "messages",
        ["bc"] = "because",
        ["cuz"] = "because",
        ["fwd"] = "forward",
        ["yr"] = "year",
        ["yrs"] = "years",
        ["hrs"] = "hours",
        ["mins"] = "minutes",
        ["ctrl"] = "control",
        ["cmd"] = "command",
        ["wyd"] = "what are you doing",
        ["hbu"] = "how about you",
        ["wbu"] = "what about you",
        ["ily"] = "i love you",
        ["tysm"] = "thank you so much",
        ["prob"] = "probably",
        ["probs"] = "probably",
        ["mgmt"] = "management",
        ["appt"] = "appointment",
        ["acct"] = "account",
        ["attn"] = "attention",
        ["qty"] = "quantity",
        ["wrt"] = "with respect to",
        ["afaik"] = "as far as i know",
        ["ok"] = "okay",
        ["tv"] = "t v",
        ["tvs"] = "t v's",
        ["cd"] = "c d",
        ["dj"] = "d j",
    };

    /// <summary>Words in lower case that are spelled out although they have vowels.</summary>
    private static readonly HashSet<string> SpelledOut =
    [
        "omg", "idk", "lol", "rofl", "lmao", "btw", "brb", "ttyl", "fyi", "imo", "imho", "omw", "tbh", "smh", "faq", "diy", "asap", "aka",
        "usa", "uk", "ui", "api", "url", "usb", "cpu", "gpu", "ide", "sdk", "ai", "isp", "id's",
        "usr", "ip", "ios",
    ];

    /// <summary>Small words without vowels that are words all the same.</summary>
    private static readonly HashSet<string> VowellessWords = [
        "hmm", "hm", "shh", "sh", "pst", "psst", "brr", "brrr", "grr", "grrr", "mm", "mmm", "nth", "tsk", "zzz", "pfft", "pssh", "cwm",
        "ms", "mrs", "mr", "dr", "vs"
    ];

    /// <summary>The spoken form of a word in lower case; null where it is read as it is written.</summary>
    public static string? Read(string word) =>
        Expansions.TryGetValue(word, out var expansion) ? expansion
        : SpelledOut.Contains(word) ? LetterNames.Spell(word)
        : word.Length > 1 && !LetterNames.HasVowel(word) && !VowellessWords.Contains(word)
            && word.All(char.IsAsciiLetter) ? LetterNames.Spell(word)
        : null;

    /// <summary>The same for words with digits in them; null for others.</summary>
    public static string? WithDigits(string word) =>
        word.Any(char.IsAsciiDigit) && Expansions.TryGetValue(word, out var expansion) ? expansion : null;
}
