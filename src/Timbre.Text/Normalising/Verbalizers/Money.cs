using System.Text.RegularExpressions;
using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.NumberWords;

namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>Sums of money: $5.99, €3m, £2.5 billion, 50¢, US$40, 20 EUR, $5/month.</summary>
internal static partial class Money
{
    /// <summary>Things that are called by their price: $1.3m homes, the $5 bill.</summary>
    private static readonly HashSet<string> Priced =
    [
        "home", "homes", "house", "houses", "mansion", "bill", "bills", "coin", "coins", "loan", "loans", "deal", "deals", "fine", "fines",
        "contract", "contracts", "prize", "ticket", "tickets", "coupon", "coupons", "bonus", "bailout", "voucher", "settlement", "lawsuit",
        "budget", "project",
    ];

    public static int Read(NormaliserContext context, int at)
    {
        var sign = SignBefore().Match(context.Text, at);
        if (sign.Success && Currencies.Find(sign.Groups[2].Value.TrimEnd()) is { } currency
            && Amounts.At(context, at + sign.Length) is { } amount)
            return AppendSum(context, at, amount, currency, sign.Groups[1].Value);
        if (Amounts.At(context, at) is { } first && CodeBehind().Match(context.Text, first.End) is { Success: true } code
            && Currencies.Find(code.Groups[1].Value) is { } behind)
        {
            var end = first.End + code.Length;
            var words = Compose(first.Words, first.Written, first.IsSingular, behind, isPlain: true, IsBeforeNoun(context, at, end));
            return context.Append(at, end, words);
        }

        return ReadScaledBehind(context, at);
    }

    /// <summary>5 million €, 3bn USD.</summary>
    private static int ReadScaledBehind(NormaliserContext context, int at)
    {
        if (!NormaliserContext.IsDigit(context[at]) || Amounts.At(context, at) is not { } amount
            || Scale().Match(context.Text, amount.End) is not { Success: true } scale
            || CodeBehind().Match(context.Text, amount.End + scale.Length) is not { Success: true } code
            || Currencies.Find(code.Groups[1].Value) is not { } currency)
            return 0;
        return context.Append(
            at, amount.End + scale.Length + code.Length, $"{amount.Words} {Scaled(scale.Groups[1].Value)} {currency.Plural}");
    }

    private static int AppendSum(NormaliserContext context, int at, Amount amount, Currency currency, string minus)
    {
        var (words, end, isOne, isPlain) = (amount.Words, amount.End, amount.IsSingular, true);
        if (context[end] is '-' or '–' && UpperBound(context, end + 1) is { } upper)
            (words, end, isOne, isPlain) = ($"{words} to {upper.Words}", upper.End, false, false);
        if (Scale().Match(context.Text, end) is { Success: true } scale)
            (words, end, isOne, isPlain) = ($"{words} {Scaled(scale.Groups[1].Value)}", end + scale.Length, false, false);

        words = Compose(words, amount.Written, isOne, currency, isPlain, IsBeforeNoun(context, at, end));
        if (minus.Length > 0)
            words = $"minus {words}";
        if (Per().Match(context.Text, end) is { Success: true } per)
            (words, end) = (
                $"{words} per {(Units.Find(per.Groups[1].Value) is { } unit
                    ? unit.Singular
                    : per.Groups[1].Value.ToLowerInvariant())}", end + per.Length);
        return context.Append(at, end, words);
    }

    /// <summary>A $5 bill, a €3,50 coffee, a 4,50 € sandwich.</summary>
    private static bool IsBeforeNoun(NormaliserContext context, int at, int end) =>
        context[end] is ' ' or '-' && char.IsAsciiLetterLower(context[end + 1])
            && (context.WordBefore(at) is "a" or "A" or "an" or "An" || (context[end] == ' ' && Priced.Contains(context.WordAfter(end))));

    /// <summary>The other end of $20-30 or $20-$30.</summary>
    private static Amount? UpperBound(NormaliserContext context, int at) =>
        Amounts.At(context, Currencies.Find(context[at].ToString()) is null ? at : at + 1) is { Written.Length: > 0 } upper ? upper : null;

    private static string Compose(string words, string written, bool isOne, Currency currency, bool isPlain, bool isAdjective)
    {
        if (isPlain && currency.MinorPlural is not null && Cents().Match(written) is { Success: true } match)
        {
            var (whole, part) = (match.Groups[1].Value, int.Parse(match.Groups[2].Value));
            var main = $"{Cardinals.Of(whole)} {(whole == "1" || isAdjective ? currency.Singular : currency.Plural)}";
            var isOnePart = part == 1 || (isAdjective && currency.MinorPlural != "pence");
            var rest = $"{Cardinals.Of(part)} {(isOnePart ? currency.MinorSingular : currency.MinorPlural)}";
            return part == 0 ? main : whole is "0" or "" ? rest : $"{main} and {rest}";
        }

        return $"{words} {(isOne || isAdjective ? currency.Singular : currency.Plural)}";
    }

    private static string Scaled(string scale) => scale.ToLowerInvariant() switch
    {
        "k" => "thousand",
        "m" or "mn" or "mil" or "mm" => "million",
        "b" or "bn" => "billion",
        "t" or "tn" => "trillion",
        "l" => "lakh",
        "cr" => "crore",
        var word => word,
    };

    [GeneratedRegex(@"\G([-+]?)((?:(?:US|CA|AU|NZ|HK|NT|MX|CA|AR|C|A|S|R)?\$|[€£₤¥₹₨₩₽₺₪₿₫฿₦₱₴₸₡₲₵₭₮₼₾₧]|"
        + @"(?:USD|EUR|GBP|JPY|CHF|CAD|AUD|NZD|INR|CNY|RMB|BRL|MXN|ZAR|TRY|THB|SEK|NOK|DKK|PLN|CZK|HUF|SGD|HKD|KRW|RUB|AED|SAR|ILS|PHP|IDR|"
        + @"MYR|VND|NGN|KES|EGP|UAH|BTC|ETH|Fr\.|Rs\.?|kr\.?)(?= ?[0-9])) ?(?=[-+]?[.0-9]))")]
    private static partial Regex SignBefore();

    [GeneratedRegex(@"\G ?([A-Z]{3}|[€£₤¥₹₨₩₽₺₪₿₫฿₦₱₴₸¢]|(?:kr|zl|Ft|Kc|lei)(?= |[.,;!?]|$)|(?:R|US)?\$(?! ?[0-9]))(?![A-Za-z])")]
    private static partial Regex CodeBehind();

    [GeneratedRegex(@"\G ?((?<= )(?:hundred|thousand|million|billion|trillion|lakh|crore|mn|bn|tn|mil|[MBK]|Cr|cr)|"
        + @"(?<! )(?:mn|bn|tn|mm|mil|Mn|Bn|Tn|MM|Cr|cr|L|[kKmMbBtT]))(?![A-Za-z0-9])")]
    private static partial Regex Scale();

    [GeneratedRegex(@"\G/([A-Za-z]{1,10})(?![A-Za-z0-9/])(?:\.(?= [a-z]))?")]
    private static partial Regex Per();

    [GeneratedRegex(@"^([0-9,]*)\.([0-9]{2})$")]
    private static partial Regex Cents();
}
