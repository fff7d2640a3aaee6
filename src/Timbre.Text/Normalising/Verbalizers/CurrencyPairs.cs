using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Pairs of currencies and tickers of shares, letter by letter: EUR/USD 1.0845, BTC-USD, USDJPY, $AAPL.</summary>
internal static partial class CurrencyPairs
{
    /// <summary>Codes that are traded and have no amounts in running text.</summary>
    private static readonly HashSet<string> TradedCodes =
        ["BTC", "ETH", "USDT", "USDC", "XRP", "SOL", "ADA", "DOGE", "BNB", "LTC", "DOT", "XAU", "XAG"];

    public static int Read(NormaliserContext context, int at)
    {
        if (IsBehindExchange(context, at) && Listed().Match(context.Text, at) is { Success: true } listed)
            return context.Append(at, at + listed.Length, LetterNames.Spell(listed.Value));
        var match = Pair().Match(context.Text, at);
        if (!match.Success || !context.IsTokenStart(at) || !IsCode(match.Groups[1].Value) || !IsCode(match.Groups[3].Value))
            return 0;
        var between = match.Groups[2].Value == "/" ? "slash " : "";
        return context.Append(
            at, at + match.Length, $"{LetterNames.Spell(match.Groups[1].Value)} {between}{LetterNames.Spell(match.Groups[3].Value)}");
    }

    /// <summary>$AAPL, $BRK.B.</summary>
    public static int ReadTicker(NormaliserContext context, int at)
    {
        var match = Ticker().Match(context.Text, at);
        return match.Success && context.IsTokenStart(at)
            ? context.Append(at, at + match.Length, LetterNames.Spell(match.Groups[1].Value))
            : 0;
    }

    /// <summary>NYSE: F, NASDAQ: MSFT, TSX: RY.</summary>
    private static bool IsBehindExchange(NormaliserContext context, int at) =>
        (context[at - 1] == ':' || (context[at - 1] == ' ' && context[at - 2] == ':')) && Exchange().IsMatch(context.Before(at, 16));

    private static bool IsCode(string code) => Currencies.Find(code) is not null || TradedCodes.Contains(code);

    [GeneratedRegex(@"\G([A-Z]{3,4})([/-]?)([A-Z]{3,4})(?![A-Za-z])")]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<![A-Za-z])(?:NYSE|NASDAQ|Nasdaq|AMEX|LSE|TSX|TSXV|OTC|OTCMKTS|OTCQB|OTCQX|ASX|HKEX|SGX|NSE|BSE|FRA|ETR|EPA|SIX|AIM"
        + @"|JSE|TSE|KRX|SSE|TYO|BME|Euronext|CBOE|NYSEARCA)(?: American| Arca)? ?: ?$")]
    private static partial Regex Exchange();

    [GeneratedRegex(@"\G[A-Z]{1,5}(?:\.[A-Z])?(?![A-Za-z0-9])")]
    private static partial Regex Listed();

    [GeneratedRegex(@"\G\$([A-Z]{1,5}(?:\.[A-Z](?![A-Za-z]))?)(?![A-Za-z0-9])")]
    private static partial Regex Ticker();
}
