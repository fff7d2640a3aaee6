using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Addresses of the net, names of files, paths, #tags and @handles.</summary>
internal static partial class ElectronicAddresses
{
    private const int MaxLength = 2048;

    private static readonly HashSet<string> TopLevelDomains =
    [
        "com", "org", "net", "edu", "gov", "mil", "int", "io", "co", "uk", "de", "fr", "es", "it", "nl", "eu", "ca", "au", "jp", "cn", "in",
        "ch", "at", "be", "se", "no", "dk", "fi", "pl", "ru", "br", "us", "nz", "ie",
        "info", "biz", "me", "tv", "app", "dev", "ai", "shop", "online", "site", "blog", "news", "xyz", "ly", "gg", "cloud", "tech",
        "store",
    ];

    private static readonly HashSet<string> FileExtensions =
    [
        "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "rtf", "csv", "tsv", "json", "xml", "yaml", "yml", "html", "htm", "css",
        "js", "ts", "md", "png", "jpg", "jpeg", "gif", "svg", "bmp", "webp",
        "mp3", "mp4", "wav", "ogg", "flac", "avi", "mov", "mkv", "zip", "tar", "gz", "rar", "exe", "dll", "py", "cs", "java", "cpp", "c",
        "h", "sh", "bat", "ps1", "sql", "log", "ini", "conf", "cfg", "php", "rb", "go", "rs", "net",
    ];

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at) || at < context.NoAddressBefore
            || !(NormaliserContext.IsLetterOrDigit(context[at]) || context[at] is '#' or '@' or '/' or '.' or '~' or '_'))
            return 0;
        var end = at;
        var isLink = false;
        while (end < context.Text.Length && end - at < MaxLength && context[end] > ' '
            && context[end] is not ('"' or '<' or '>' or '(' or ')' or '[' or ']' or '{' or '}' or ',' or ';' or '—'))
            isLink |= context[end++] is '.' or '@' or '#' or '/' or '\\';
        context.NoAddressBefore = end; // nothing within it needs another look, if this is none
        while (end > at && context[end - 1] is '.' or '!' or '?' or ':' or '\'' or '*' or '…')
            end--;
        if (!isLink || end - at < 2)
            return 0;

        var chunk = context.Text[at..end];
        if (chunk[0] is '#' or '@' && Handle().IsMatch(chunk))
            return context.Append(at, end, $"{(chunk[0] == '#' ? "hashtag" : "at")} {Spell(chunk[1..])}");
        if (Ipv4WithPort().IsMatch(chunk))
            return context.Append(
                at, end,
                string.Join(" dot ", chunk.Split(':')[0].Split('.').Select(Digits.Of))
                    + (chunk.Contains(':', StringComparison.Ordinal) ? $" colon {Digits.InPairs(chunk.Split(':')[1])}" : ""));
        if (!chunk.Any(char.IsAsciiLetter))
            return 0;
        if (Scheme().Match(chunk) is { Success: true } scheme)
            return context.Append(at, end, Spell(chunk[scheme.Length..].TrimEnd('/')));
        return EmailAddress().IsMatch(chunk) || IsHost(chunk) || IsFile(chunk) || (context[at - 1] != '<' && Path().IsMatch(chunk))
            ? context.Append(at, end, Spell(chunk.TrimEnd('/')))
            : 0;
    }

    /// <summary>Whether the letters are the ending of a file's name.</summary>
    public static bool IsEnding(string letters) => FileExtensions.Contains(letters.ToLowerInvariant());

    /// <summary>Everything in it, marks by their names.</summary>
    public static string Spell(string address)
    {
        var words = new List<string>();
        var isNumeric = Ipv4().IsMatch(address);
        foreach (Match piece in Pieces().Matches(address))
        {
            var spoken = piece.Value[0];
            words.Add(
                NormaliserContext.IsDigit(spoken) ? (piece.Length <= 4 && !(isNumeric && piece.Length <= 3)
                    ? Digits.InPairs(piece.Value)
                    : Digits.Of(piece.Value))
                : NormaliserContext.IsLetter(spoken) ? Word(piece.Value)
                : SpokenSymbols.NameInAddress(spoken));
        }

        return string.Join(' ', words.Where(word => word.Length > 0));
    }

    private static string Word(string letters) =>
        letters.All(char.IsAsciiLetterLower)
            || letters.AsSpan(1).IndexOfAnyInRange('A', 'Z') < 0 ? Acronyms.ReadLowercase(letters) ?? LetterRuns.Read(letters)
        : TopLevelDomains.Contains(letters.ToLowerInvariant()) && letters.Length > 2 ? letters.ToLowerInvariant()
        : LetterRuns.Read(letters);

    private static bool IsHost(string chunk)
    {
        var match = Host().Match(chunk);
        return match.Success
            && (TopLevelDomains.Contains(match.Groups[1].Value.ToLowerInvariant())
            && (match.Groups[1].Value.Length > 2 || char.IsAsciiLetterLower(match.Groups[1].Value[0]))
            || chunk.StartsWith("www.", StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsFile(string chunk) =>
        File().Match(chunk) is { Success: true } match
            && (match.Groups[1].Length > 1 || !chunk[..^2].Contains('.', StringComparison.Ordinal))
            && FileExtensions.Contains(match.Groups[1].Value.ToLowerInvariant());

    [GeneratedRegex(@"^[#@](?=[A-Za-z0-9_]*[A-Za-z])[A-Za-z0-9_][A-Za-z0-9_.]{0,80}$")]
    private static partial Regex Handle();

    [GeneratedRegex(@"^(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?::[0-9]{1,5})?$")]
    private static partial Regex Ipv4WithPort();

    [GeneratedRegex(@"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])")]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^(?:https?|ftps?|file|mailto|wss?|ssh):(?://)?(?=[^ ])", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$")]
    private static partial Regex EmailAddress();

    [GeneratedRegex(@"^(?:[A-Za-z0-9-]{1,63}\.){1,8}([A-Za-z]{2,10})(?::[0-9]{1,5})?(?:[/?#][^ ]*)?$")]
    private static partial Regex Host();

    [GeneratedRegex(@"^[A-Za-z0-9_.-]{0,120}\.([A-Za-z][A-Za-z0-9]{0,4})$")]
    private static partial Regex File();

    [GeneratedRegex(@"^(?:[A-Za-z]:\\|~?/|\.{1,2}/)[A-Za-z0-9_.~\\/-]+$")]
    private static partial Regex Path();

    [GeneratedRegex("[0-9]+|[A-Za-z]+|[^0-9A-Za-z]")]
    private static partial Regex Pieces();
}
