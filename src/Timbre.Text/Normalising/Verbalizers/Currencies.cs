namespace Timbre.Text.Normalising.Verbalizers;

/// <summary>A currency's names, and those of its hundredth where it has one.</summary>
internal sealed record Currency(string Singular, string Plural, string? MinorSingular, string? MinorPlural);

/// <summary>Signs and codes of currencies.</summary>
internal static class Currencies
{
    private static readonly Dictionary<string, Currency> BySymbol = new()
    {
        ["$"] = Dollar(""),
        ["US$"] = Dollar("u s "),
        ["USD"] = Dollar("u s "),
        ["C$"] = Dollar("canadian "),
        ["CA$"] = Dollar("canadian "),
        ["CAD"] = Dollar("canadian "),
        ["A$"] = Dollar("australian "),
        ["AU$"] = Dollar("australian "),
        ["AUD"] = Dollar("australian "),
        ["NZ$"] = Dollar("new zealand "),
        ["NZD"] = Dollar("new zealand "),
        ["HK$"] = Dollar("hong kong "),
        ["S$"] = Dollar("singapore "),
        ["€"] = new("euro", "euros", "cent", "cents"),
        ["EUR"] = new("euro", "euros", "cent", "cents"),
        ["£"] = new("pound", "pounds", "penny", "pence"),
        ["GBP"] = new("british pound", "british pounds", "penny", "pence"),
        ["¥"] = new("yen", "yen", null, null),
        ["JPY"] = new("yen", "yen", null, null),
        ["CNY"] = new("yuan", "yuan", null, null),
        ["RMB"] = new("yuan", "yuan", null, null),
        ["₹"] = new("rupee", "rupees", "paisa", "paise"),
        ["INR"] = new("rupee", "rupees", "paisa", "paise"),
        ["CHF"] = new("swiss franc", "swiss francs", "centime", "centimes"),
        ["SEK"] = new("swedish krona", "swedish kronor", null, null),
        ["NOK"] = new("norwegian krone", "norwegian kroner", null, null),
        ["DKK"] = new("danish krone", "danish kroner", null, null),
        ["PLN"] = new("zloty", "zlotys", null, null),
        ["₩"] = new("won", "won", null, null),
        ["KRW"] = new("won", "won", null, null),
        ["₽"] = new("ruble", "rubles", null, null),
        ["RUB"] = new("ruble", "rubles", null, null),
        ["₺"] = new("lira", "lira", null, null),
        ["₪"] = new("shekel", "shekels", null, null),
        ["₿"] = new("bitcoin", "bitcoin", null, null),
        ["BTC"] = new("bitcoin", "bitcoin", null, null),
        ["¢"] = new("cent", "cents", null, null),
    };

    /// <summary>The currency of a symbol or code, or null.</summary>
    public static Currency? Find(string sign) => BySymbol.GetValueOrDefault(sign);

    private static Currency Dollar(string whose) => new($"{whose}dollar", $"{whose}dollars", "cent", "cents");
}
