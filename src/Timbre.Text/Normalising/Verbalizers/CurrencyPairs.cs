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

    private static bool IsCode(string code) => Currencies.Find(code) is not null || TradedCodes.Contains(code);

    [GeneratedRegex(@"\G([A-Z]{3,4})([/-]?)([A-Z]{3,4})(?![A-Za-z])")]
    private static partial Regex Pair();

    [GeneratedRegex(@"\G\$([A-Z]{1,5}(?:\.[A-Z](?![A-Za-z]))?)(?![A-Za-z0-9])")]
    private static partial Regex Ticker();
}
