using System.Collections.Frozen;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Dictionaries;

/// <summary>Words that are younger than the dictionaries, or that they have wrong.</summary>
internal static class SupplementaryWords
{
    private const string Text = """
        email: IY1 M EY2 L; emails: IY1 M EY2 L Z; emailed: IY1 M EY2 L D; podcast: P AA1 D K AE2 S T; podcasts: P AA1 D K AE2 S T S; podcaster: P AA1 D K AE2 S T ER0
        uber: UW1 B ER0; ebook: IY1 B UH2 K; wifi: W AY1 F AY2; covid: K OW1 V IH0 D; kyiv: K IY1 V; livestream: L AY1 V S T R IY2 M; github: G IH1 T HH AH2 B
        kubernetes: K UW2 B ER0 N EH1 T IY0 Z; chatgpt: CH AE2 T JH IY2 P IY2 T IY1; nvidia: EH0 N V IH1 D IY0 AH0; debian: D EH1 B IY0 AH0 N; ubuntu: UH0 B UH1 N T UW0
        openai: OW2 P AH0 N EY2 AY1; wikipedia: W IH2 K AH0 P IY1 D IY0 AH0; youtube: Y UW1 T UW2 B; iphone: AY1 F OW2 N; ipad: AY1 P AE2 D; sriracha: S ER0 AA1 CH AH0
        jalapeno: HH AA2 L AH0 P EY1 N Y OW0; quinoa: K IY1 N W AA0; emoji: IH0 M OW1 JH IY0; meme: M IY1 M; hashtag: HH AE1 SH T AE2 G; bot: B AA1 T; wiki: W IH1 K IY0
        app: AE1 P; apps: AE1 P S; vlog: V L AA1 G; gif: G IH1 F; latte: L AA1 T EY2; edamame: EH2 D AH0 M AA1 M EY0; anime: AE1 N AH0 M EY2; karaoke: K EH2 R IY0 OW1 K IY0
        lasagna: L AH0 Z AA1 N Y AH0; dr: D AA1 K T ER0; st: S EY1 N T; huawei: W AA1 W EY2; xiaomi: SH AW1 M IY0; qatar: K AA1 T AA0 R; sql: S IY1 K W AH0 L
        """;

    private static readonly FrozenDictionary<string, byte[]> Pronunciations = Text.Split(
        [';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split(": "))
        .ToFrozenDictionary(pair => pair[0], pair => PhoneSymbols.Parse(pair[1]));

    /// <summary>The word's symbols with one primary stress, or null.</summary>
    public static byte[]? Find(string word) => Pronunciations.GetValueOrDefault(word);
}
