using Timbre.Text.Normalising.Context;
using Timbre.Text.Normalising.Words;

namespace Timbre.Text.Normalising.Symbols;

/// <summary>Flags of countries, which are pairs of letters of their own: U+1F1E6 to U+1F1FF.</summary>
internal static class Flags
{
    private static readonly Dictionary<string, string> Countries = new()
    {
        ["AR"] = "argentina",
        ["AT"] = "austria",
        ["AU"] = "australia",
        ["BE"] = "belgium",
        ["BR"] = "brazil",
        ["CA"] = "canada",
        ["CH"] = "switzerland",
        ["CL"] = "chile",
        ["CN"] = "china",
        ["CO"] = "colombia",
        ["CZ"] = "czechia",
        ["DE"] = "germany",
        ["DK"] = "denmark",
        ["EG"] = "egypt",
        ["ES"] = "spain",
        ["EU"] = "european union",
        ["FI"] = "finland",
        ["FR"] = "france",
        ["GB"] = "united kingdom",
        ["GR"] = "greece",
        ["HK"] = "hong kong",
        ["HU"] = "hungary",
        ["ID"] = "indonesia",
        ["IE"] = "ireland",
        ["IL"] = "israel",
        ["IN"] = "india",
        ["IR"] = "iran",
        ["IT"] = "italy",
        ["JP"] = "japan",
        ["KE"] = "kenya",
        ["KR"] = "south korea",
        ["MA"] = "morocco",
        ["MX"] = "mexico",
        ["NG"] = "nigeria",
        ["NL"] = "netherlands",
        ["NO"] = "norway",
        ["NZ"] = "new zealand",
        ["PE"] = "peru",
        ["PH"] = "philippines",
        ["PK"] = "pakistan",
        ["PL"] = "poland",
        ["PT"] = "portugal",
        ["RO"] = "romania",
        ["RU"] = "russia",
        ["SA"] = "saudi arabia",
        ["SE"] = "sweden",
        ["SG"] = "singapore",
        ["TH"] = "thailand",
        ["TR"] = "turkey",
        ["TW"] = "taiwan",
        ["UA"] = "ukraine",
        ["US"] = "united states",
        ["VN"] = "vietnam",
        ["ZA"] = "south africa",
    };

    public static int Read(NormaliserContext context, int at)
    {
        if (Letter(context, at) is not { } first || Letter(context, at + 2) is not { } second)
            return 0;
        var letters = $"{first}{second}";
        return context.Append(at, at + 4, $"flag of {Countries.GetValueOrDefault(letters) ?? LetterNames.Spell(letters)}");
    }

    private static char? Letter(NormaliserContext context, int at) =>
        context[at] == '\uD83C' && context[at + 1] is >= '\uDDE6' and <= '\uDDFF' ? (char)('A' + context[at + 1] - 0xDDE6) : null;
}
