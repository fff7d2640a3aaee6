using Microsoft.CodeAnalysis;

namespace Timbre.Architecture.Tests.Words;

/// <summary>Private words that the field's words have replaced do not come back; docs/glossary.md has the words that are used.</summary>
public sealed class OldWordTests
{
    private const string Lists = "tests/Timbre.Architecture.Tests/Words";

    private static readonly string[] Folders = ["src", "tests", "training", "bench"];

    private static readonly Dictionary<string, string> Words = Read("old-words.txt");

    /// <summary>Words that begin a longer name instead of Max and Min.</summary>
    private static readonly string[] Superlatives = ["most", "least", "longest", "shortest", "lowest", "highest"];

    private static readonly Dictionary<string, string> Phrases = Read("old-phrases.txt");

    /// <summary>Names that the outside gives us: settings, JSON, columns, and the field's own terms that contain such a word.</summary>
    private static readonly HashSet<string> Allowed = [.. Read("allowed-names.txt").Keys];

    [Fact]
    public void No_name_in_the_code_has_an_old_word() =>
        ShrinkingList.Check(
            "words",
            from name in Names()
            where !Allowed.Contains(name.Name) && !Allowed.Contains($"{string.Join('/', name.Path.Split('/').Take(2))}: {name.Name}")
            from word in OldWords(name.Name)
            select new Offender($"{name.Path}: {name.Name}", $"{name.Path}:{name.Line}, use: {word}"));

    [Fact]
    public void No_comment_has_an_old_phrase() =>
        ShrinkingList.Check(
            "phrases",
            from folder in Folders
            from tree in CSharpFiles.In(folder)
            where !tree.FilePath.StartsWith(Lists, StringComparison.Ordinal)
            from comment in Identifiers.Comments(tree)
            from phrase in Phrases
            where comment.Text.Contains(phrase.Key, StringComparison.OrdinalIgnoreCase)
            select new Offender($"{tree.FilePath}: {phrase.Key}", $"{tree.FilePath}:{comment.Line}, use: {phrase.Value}"));

    [Theory]
    [InlineData("class A { int _maxPiece; }", "_maxPiece")]
    [InlineData("class A { void M(int lane) { } }", "lane")]
    [InlineData("class A { object M() { var (told, x) = (1, 2); return told + x; } }", "told")]
    [InlineData("class A { object M(int[] all) => from intent in all select intent; }", "intent")]
    [InlineData("class A { object M() => (Manner: 1, 2); }", "Manner")]
    [InlineData("class A { object M() => new { Manner = 1 }; }", "Manner")]
    [InlineData("class A { const int MostBytes = 1; }", "MostBytes")]
    [InlineData("class A { void M() { var longest = 0; int atLeast = longest; } }", null)]
    [InlineData("class A { void A_failure_is_told() { } }", null)]
    [InlineData("class A { void A_shelf_is_closed() { } }", "A_shelf_is_closed")]
    [InlineData("class A { string M() => \"piece\"; } // piece", null)]
    [InlineData("class A { object M(System.Type x) => x.piece; }", null)]
    public void A_declared_name_with_an_old_word_is_found(string text, string? found) =>
        Assert.Equal(
            found,
            Identifiers.Declared(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(text, CSharpFiles.Options))
                .FirstOrDefault(name => OldWords(name.Name).Any()).Name);

    [Fact]
    public void Names_in_python_are_read_without_texts_and_comments() =>
        Assert.Equal(
            [("x", 1), ("max_piece", 3)],
            Identifiers.Python("x = '''lane\n ''' # told\nmax_piece = \"intent\"\n"));

    [Fact]
    public void A_name_is_taken_apart_into_its_words() =>
        Assert.Equal(["max", "piece", "ms", "2", "url", "of"], [.. Identifiers.Words("MaxPieceMs2"), .. Identifiers.Words("URLOf")]);

    private static IEnumerable<(string Path, string Name, int Line)> Names() =>
        Folders.SelectMany(folder => CSharpNames(folder).Concat(PythonNames(folder)));

    private static IEnumerable<(string Path, string Name, int Line)> CSharpNames(string folder) =>
        from tree in CSharpFiles.In(folder)
        from name in Identifiers.Declared(tree)
        select (tree.FilePath, name.Name, name.Line);

    private static IEnumerable<(string Path, string Name, int Line)> PythonNames(string folder) =>
        from path in Repository.Files(folder, "*.py")
        from name in Identifiers.Python(File.ReadAllText(Path.Combine(Repository.Root, path)))
        select (path, name.Name, name.Line);

    /// <summary>
    /// What to say instead of the old words in a name. Names of tests are sentences, in which plain English words may stand.
    /// </summary>
    private static IEnumerable<string> OldWords(string name)
    {
        var words = Identifiers.Words(name).ToList();
        var isSentence = words.Count > 2 && name.Contains('_') && !name.StartsWith('_') && name.Any(char.IsUpper) && name.Any(char.IsLower);
        if (words.Count > 1 && Superlatives.Contains(words[0]) && !isSentence)
            yield return "Max or Min";
        foreach (var word in words.Where(Words.ContainsKey).Where(word => !isSentence || Words[word].StartsWith('!')))
            yield return Words[word].TrimStart('!');
    }

    /// <summary>Lines "word TAB what to say instead"; # begins a comment.</summary>
    private static Dictionary<string, string> Read(string file) =>
        Repository.Lines($"{Lists}/{file}").Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))
            .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "", StringComparer.Ordinal);
}
