using System.Buffers;
using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;
using Timbre.Text.Normalising.Words;
using Timbre.Text.WordLists;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Verbalises URLs, host names, e-mail and IP addresses, file names, paths, hashtags and handles.</summary>
internal static partial class ElectronicAddresses
{
    private const int MaxLength = 2048;

    private static readonly WordList Lists = WordList.Load("addresses.txt");
    private static readonly HashSet<string> TopLevelDomains = [.. Lists.WordsOf("top-level domains")];
    private static readonly HashSet<string> FileExtensions = [.. Lists.WordsOf("file extensions")];

    private static readonly SearchValues<char> Delimiters = SearchValues.Create("\"<>()[]{},;—");
    private static readonly SearchValues<char> Separators = SearchValues.Create(".@#/\\");

    public static int Read(NormaliserContext context, int at)
    {
        if (!context.IsTokenStart(at) || at < context.NoAddressBefore
            || !(NormaliserContext.IsLetterOrDigit(context[at]) || context[at] is '#' or '@' or '/' or '.' or '~' or '_'))
            return 0;
        var end = FindEnd(context, at);
        return end - at >= 2 && Verbalise(context.Text[at..end], context[at - 1]) is { } words ? context.Append(at, end, words) : 0;
    }

    /// <summary>The end of the address that could begin at <paramref name="at"/>, without the punctuation of the sentence; or 0.</summary>
    private static int FindEnd(NormaliserContext context, int at)
    {
        var (end, limit) = (at, Math.Min(context.Text.Length, at + MaxLength));
        while (end < limit && context[end] > ' ' && !Delimiters.Contains(context[end]))
            end++;
        context.NoAddressBefore = end; // if this is no address, none begins within it
        if (!context.Text.AsSpan(at, end - at).ContainsAny(Separators))
            return 0;
        while (end > at && context[end - 1] is '.' or '!' or '?' or ':' or '\'' or '*' or '…')
            end--;
        return end;
    }

    private static string? Verbalise(string address, char before)
    {
        if (Handle().IsMatch(address))
            return $"{(address[0] == '#' ? "hashtag" : "at")} {Spell(address[1..])}";
        if (Ipv4WithPort().IsMatch(address))
            return VerbaliseIpv4(address);
        if (!address.Any(char.IsAsciiLetter))
            return null;
        if (Scheme().Match(address) is { Success: true } scheme)
            return Spell(address[scheme.Length..].TrimEnd('/'));
        return EmailAddress().IsMatch(address) || IsHost(address) || IsFile(address) || (before != '<' && Path().IsMatch(address))
            ? Spell(address.TrimEnd('/'))
            : null;
    }

    private static string VerbaliseIpv4(string address)
    {
        var parts = address.Split(':');
        var host = string.Join(" dot ", parts[0].Split('.').Select(Digits.Of));
        return parts.Length > 1 ? $"{host} colon {Digits.InPairs(parts[1])}" : host;
    }

    /// <summary>Reads an address in full: words and digits, and each symbol by its name.</summary>
    public static string Spell(string address)
    {
        var words = new List<string>();
        var isNumeric = Ipv4().IsMatch(address);
        foreach (Match segment in Segments().Matches(address))
        {
            var spoken = segment.Value[0];
            words.Add(
                NormaliserContext.IsDigit(spoken) ? (segment.Length <= 4 && !(isNumeric && segment.Length <= 3)
                    ? Digits.InPairs(segment.Value)
                    : Digits.Of(segment.Value))
                : NormaliserContext.IsLetter(spoken) ? Word(segment.Value)
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
        File().Match(chunk) is { Success: true } match && !(chunk.Length == 3 && NormaliserContext.IsCapital(chunk[0])) // B.C.
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
    private static partial Regex Segments();
}
