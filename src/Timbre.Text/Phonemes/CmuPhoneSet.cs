namespace Timbre.Text.Phonemes;

/// <summary>The 39 phones of the CMU dictionary and the classes they fall into, from broad to narrow.</summary>
public static class CmuPhoneSet
{
    /// <summary>The name of the pause among the phones.</summary>
    public const string Pause = "SIL";

    private static readonly (string Class, bool Voiced, string[] Phones)[] Table =
    [
        ("front vowel", true, ["IY", "IH", "EH", "AE", "EY"]),
        ("central vowel", true, ["AH", "ER"]),
        ("back vowel", true, ["AA", "AO", "UH", "UW", "OW"]),
        ("diphthong", true, ["AY", "AW", "OY"]),
        ("glide", true, ["W", "Y", "R", "L"]),
        ("nasal", true, ["M", "N", "NG"]),
        ("voiced fricative", true, ["V", "DH", "Z", "ZH"]),
        ("voiced stop", true, ["B", "D", "G", "JH"]),
        ("fricative", false, ["F", "TH", "S", "SH", "HH"]),
        ("stop", false, ["P", "T", "K", "CH"]),
    ];

    /// <summary>All 39 in a fixed order, in capitals.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.SelectMany(row => row.Phones)];

    /// <summary>The class of each of <see cref="All"/>.</summary>
    public static IReadOnlyList<int> ClassOf { get; } = [.. Table.SelectMany((row, index) => row.Phones.Select(_ => index))];

    /// <summary>Voicing of each class.</summary>
    public static IReadOnlyList<bool> VoicedClass { get; } = [.. Table.Select(row => row.Voiced)];

    private static readonly Dictionary<string, int> Index = All.Select((phone, index) => (phone, index))
        .ToDictionary(p => p.phone, p => p.index, StringComparer.OrdinalIgnoreCase);

    /// <summary>The index of a phone of PocketSphinx or flite in <see cref="All"/>, or -1 for pauses and noises.</summary>
    public static int IndexOf(string phone) =>
        Index.TryGetValue(phone.Equals("ax", StringComparison.OrdinalIgnoreCase) ? "AH" : phone, out var index) ? index : -1;
}
