namespace Timbre.Models.Tests.SoundHashes;

/// <summary>What the voices say: each text reaches another part of the way from text to sound.</summary>
internal static class SoundTexts
{
    /// <summary>Their order is their number in the file of hashes: add new ones at the end.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "The birch canoe slid on the smooth planks.",
        "Yes.",
        "Where did you put the keys?",
        "Stop right there!",
        "She said: wait; then, without a word, she left.",
        "One phrase. And another one! Is this the third?",
        "A first paragraph.\n\nA second paragraph.",
        "It costs $1,234.56 and weighs 12.5 kg.",
        "Call 555-0123 on 3/14/2024 at 5:45 pm.",
        "Dr. Smith lives at 221B Baker St., doesn't he?",
        "Chapter XIV begins on page 1999, the 3rd of 27.",
        "Send it to info@example.com or visit www.example.org.",
        "The Zyxqrl of Grobnar met a snorfblat.",
        "NASA and the FBI read the CEO's e-mail.",
        "He (the old man) laughed \u2013 \u201Cnever,\u201D he said \u2026",
        "A caf\u00E9 & a na\u00EFve fa\u00E7ade cost 50% more.",
        "You can record a record, and lead with lead.",
        "the quick brown fox jumped over the lazy dog and ran along the river until it came to the stone bridge",
        "<speak>Wait <break time=\"700ms\"/> and go on <break strength=\"weak\"/> now.</speak>",
        "<speak><break time=\"1s\"/></speak>",
        "<speak>This is <emphasis level=\"strong\">really</emphasis> good, <emphasis level=\"reduced\">I think</emphasis>.</speak>",
        "<speak><prosody rate=\"fast\">Quickly now,</prosody> <prosody rate=\"60%\">slowly then.</prosody></speak>",
        "<speak><prosody pitch=\"high\">Up here,</prosody> <prosody pitch=\"-20%\">down there.</prosody></speak>",
        "<speak>Speak <prosody volume=\"soft\">softly</prosody> or <prosody volume=\"+6dB\">loudly</prosody>.</speak>",
        "<speak><prosody rate=\"120%\" pitch=\"+2st\" volume=\"loud\">All at once?</prosody></speak>",
        "<speak><say-as interpret-as=\"characters\">ABC</say-as> <sub alias=\"very\">v.</sub> good.</speak>",
        "<speak><say-as interpret-as=\"date\" format=\"mdy\">7/4/1976</say-as>, <say-as interpret-as=\"digits\">907</say-as>.</speak>",
        "<speak>A <phoneme alphabet=\"ipa\" ph=\"t\u0259\u02C8me\u026A\u027Eo\u028A\">tomato</phoneme>.</speak>",
        "<speak><p><s>One sentence</s><s>Another one</s></p><p>The end</p></speak>",
        "<speak seed=\"7\">The seed is <prosody rate=\"x-slow\"><emphasis>in</emphasis></prosody> the text.</speak>",
    ];
}
