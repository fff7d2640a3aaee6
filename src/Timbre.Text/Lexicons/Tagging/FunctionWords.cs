using Timbre.Text.Scripts;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>
/// The words that hold sentences together, by what they usually do; the classes are those that flite's voices were made with.
/// </summary>
internal static class FunctionWords
{
    private static readonly Dictionary<string, WordClass> ClassByWord = Table(
        (WordClass.Preposition,
            "of for in on that with by at from as if against about before because under after over into while without through between "
                + "among until per up down since during within upon toward towards across behind beyond near beside besides below above "
                    + "along around despite except onto off out like than till unlike via amid throughout"),
        (WordClass.To, "to"),
        (WordClass.Determiner, "the a an no some this each another those every all any these both neither many either such"),
        (WordClass.Modal,
            "will may would can could should must ought might shall cannot can't won't wouldn't couldn't shouldn't mustn't mightn't shan't "
                + "needn't"),
        (WordClass.Conjunction, "and but or plus yet nor so"),
        (WordClass.Wh, "who what where how when which whose whom why who's what's where's how's when's who'd who'll"),
        (WordClass.Possessive, "her his their its our my your"),
        (WordClass.Auxiliary,
            "is am are was were has have had be been being do does did isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't "
                + "didn't ain't"),
        (WordClass.Pronoun,
            "i you he she it we they me him us them myself yourself himself herself itself ourselves themselves yourselves i'm i've i'd "
                + "i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd we'll they're "
                    + "they've they'd they'll"));

    /// <summary>What the word usually does; <see cref="WordClass.Content"/> for all that are none of these.</summary>
    public static WordClass ClassOf(string word) => ClassByWord.GetValueOrDefault(word, WordClass.Content);

    private static Dictionary<string, WordClass> Table(params (WordClass Class, string Words)[] rows)
    {
        var table = new Dictionary<string, WordClass>(StringComparer.Ordinal);
        foreach (var (wordClass, words) in rows)
        {
            foreach (var word in words.Split(' '))
                table.TryAdd(word, wordClass);
        }

        return table;
    }
}
