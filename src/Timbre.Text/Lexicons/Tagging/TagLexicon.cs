using System.Collections.Frozen;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>What a word can be by itself: lists of common words, and endings for all others.</summary>
internal static class TagLexicon
{
    private static readonly FrozenDictionary<string, PosTag> TagsByWord = Table(
        (PosTag.Determiner,
            "the a an no some this that each another those every all any these both neither many either such several few more most much "
                + "what which whose"),
        (PosTag.Possessive, "my your his her its our their whose"),
        (PosTag.Subject, "i you we they who that which i'd you'd we'd they'd people"),
        (PosTag.Third, "he she it everybody everyone nobody somebody someone something nothing he'd she'd"),
        (PosTag.Object, "me you him her it us them himself herself themselves myself yourself ourselves itself each"),
        (PosTag.Preposition,
            "of for in on with by at from as against about before after over into without through between among until per up down since "
                + "during within upon toward towards across behind beyond near beside besides below above along around despite except onto "
                    + "off out than till unlike like under via amid throughout inside outside past"),
        (PosTag.To, "to"),
        (PosTag.Modal,
            "will may would can could should must ought might shall cannot can't won't wouldn't couldn't shouldn't mustn't needn't shan't "
                + "i'll you'll he'll she'll it'll we'll they'll let's please i'd you'd he'd she'd we'd they'd"),
        (PosTag.Be,
            "is am are was were be been being isn't aren't wasn't weren't i'm you're he's she's it's we're they're that's there's what's "
                + "where's who's here's ain't"),
        (PosTag.Have, "have has had having haven't hasn't hadn't i've you've we've they've"),
        (PosTag.Do, "do does did don't doesn't didn't"),
        (PosTag.Conjunction, "and but or nor plus yet"),
        (PosTag.Clause, "when where how why because if while although though unless whether once since until so than that as what"),
        (PosTag.Number,
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "
                + "twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion first second third fourth fifth"),
        (PosTag.Adverb,
            "not never always often sometimes usually just only also still already even ever soon now then again too rather quite almost "
                + "nearly here there today tomorrow tonight away together perhaps maybe later once well hard"),
        (PosTag.Degree, "very too so quite rather extremely more most less least really fairly pretty as how"),
        (PosTag.Adjective,
            "new old good bad big small large great huge high low long short strong weak cold hot warm cool fresh heavy light deep strange "
                + "simple single public private local national young full empty early late dark bright soft hard clean dirty rich poor "
                    + "happy sad best worst better last next same other own whole main real red green blue white black brown grey pink "
                        + "yellow golden loud quiet quick slow fast wide narrow thick thin tall round flat sharp dry wet wild calm fine "
                            + "nice sweet sour sick ill dead alive busy lazy brave proud lame cheap dear common rare safe sure true false "
                                + "wrong right left open lovely friendly lonely ugly silly funny crazy easy ready heavy human modern "
                                    + "ancient main major minor foreign wooden silver bare mere sole"),
        (PosTag.Noun,
            "day night week month year time man woman boy girl child mother father friend family house home car city town street road room "
                + "door water world school book company government office team police story life hand head face eye money price market "
                    + "music film game river lake sea mountain king queen doctor teacher student army war law court case court ball tax "
                        + "world thing cost station country committee device machine computer plan system report minister president "
                            + "manager board family building factory engineer sugar protest gas"),
        (PosTag.Plural, "people children men women feet teeth police mice geese cattle"),
        (PosTag.Verb,
            "want like need make take give get go come see know think say tell ask help keep let put try use call find leave feel seem "
                + "begin start stop bring write run sit stand pay meet play hear hold turn show move believe include continue set learn "
                    + "change watch follow create speak buy wait serve die send expect build stay fall cut reach remain suggest raise pass "
                        + "sell require decide pull break join cause plan help hope forget remember allow add grow refuse agree walk talk "
                            + "eat drink sleep sing"),
        (PosTag.Past,
            "went took gave got came saw knew thought said made found told left felt kept began brought bought caught held wrote ran sat "
                + "stood lost paid met fell drew grew broke spoke chose rose drove ate drank won sold sent built spent led heard slept "
                    + "threw flew blew taken given gone seen known written broken chosen driven eaten fallen grown drawn hidden worn torn "
                        + "sung rung begun cost hit let put shut hurt cut set"),
        (PosTag.Noun | PosTag.Verb,
            "work call look plan play turn walk talk help hope change stop start show cause watch serve stay fall"));

    private static readonly (string Ending, PosTag Tag)[] Endings =
    [
        ("n't", PosTag.Modal | PosTag.Do), ("'s", PosTag.Possessive), ("s'", PosTag.Possessive), ("'ll", PosTag.Modal),
        ("'ve", PosTag.Have), ("'re", PosTag.Be),
        ("tion", PosTag.Noun), ("sion", PosTag.Noun), ("ness", PosTag.Noun), ("ment", PosTag.Noun), ("ity", PosTag.Noun),
        ("ance", PosTag.Noun), ("ence", PosTag.Noun), ("ship", PosTag.Noun), ("ism", PosTag.Noun), ("ist", PosTag.Noun),
        ("ology", PosTag.Noun),
        ("ous", PosTag.Adjective), ("ful", PosTag.Adjective), ("ive", PosTag.Adjective), ("able", PosTag.Adjective),
        ("ible", PosTag.Adjective), ("less", PosTag.Adjective), ("ish", PosTag.Adjective), ("ical", PosTag.Adjective),
        ("ic", PosTag.Adjective), ("ial", PosTag.Adjective), ("est", PosTag.Adjective),
        ("ingly", PosTag.Adverb), ("ly", PosTag.Adverb), ("ing", PosTag.Ing), ("ed", PosTag.Past), ("ss", PosTag.Unknown),
        ("us", PosTag.Unknown), ("is", PosTag.Unknown), ("s", PosTag.Plural),
    ];

    /// <summary>All that the word can be.</summary>
    public static PosTag Of(string word)
    {
        if (TagsByWord.TryGetValue(word, out var tag))
            return tag;
        foreach (var (ending, of) in Endings)
        {
            if (word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal))
                return of;
        }

        return PosTag.Unknown;
    }

    private static FrozenDictionary<string, PosTag> Table(params (PosTag Tag, string Words)[] rows)
    {
        var table = new Dictionary<string, PosTag>(StringComparer.Ordinal);
        foreach (var (tag, words) in rows)
        {
            foreach (var word in words.Split(' '))
                table[word] = table.GetValueOrDefault(word) | tag;
        }

        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
