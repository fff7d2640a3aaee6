namespace Timbre.Models.Utterances;

/// <summary>
/// What kind of sound a phone is, in the words of festival's phone set "us": vowel or not, a vowel's length, height, frontness and
/// rounding, a consonant's manner, place and voice.
/// </summary>
internal sealed class PhoneFeatures
{
    /// <summary>The name of a pause.</summary>
    public const string Pause = "pau";

    // vc, vlng, vheight, vfront, vrnd, ctype, cplace, cvox
    private static readonly Dictionary<string, PhoneFeatures> Table = """
        aa +l33-000   ae +s31-000   ah +s22-000   ao +l33+000   aw +d32-000   ax +a22-000   ay +d32-000   eh +s21-000
        er +a22-r00   ey +d21-000   ih +s11-000   iy +l11-000   ow +d23+000   oy +d23+000   uh +s13+000   uw +l13+000
        b -0000sl+    ch -0000ap-   d -0000sa+    dh -0000fd+   f -0000fb-    g -0000sv+    hh -0000fg-   jh -0000ap+
        k -0000sv-    l -0000la+    m -0000nl+    n -0000na+    ng -0000nv+   p -0000sl-    r -0000ra+    s -0000fa-
        sh -0000fp-   t -0000sa-    th -0000fd-   v -0000fb+    w -0000rl+    y -0000rp+    z -0000fa+    zh -0000fp+
        pau -000000-
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Chunk(2)
        .ToDictionary(pair => pair[0], pair => new PhoneFeatures(pair[0], pair[1]));

    private PhoneFeatures(string name, string traits)
    {
        (Name, IsVowel, Manner, IsPause) = (name, traits[0] == '+', traits[5], name == Pause);
        Symbol = SymbolTable.Of(name);
        Values = [.. traits.Select(trait => SymbolTable.Of(trait.ToString()))];
    }

    public string Name { get; }

    /// <summary><see cref="Name"/> as a number that trees compare.</summary>
    public double Symbol { get; }

    public bool IsVowel { get; }

    public bool IsPause { get; }

    /// <summary>Of a consonant: stop, fricative, affricate, nasal, lateral or retroflex, by its first letter.</summary>
    public char Manner { get; }

    /// <summary>All eight as numbers that trees compare, in the order of <see cref="Names"/>.</summary>
    public double[] Values { get; }

    /// <summary>Their names in decision trees.</summary>
    public static IReadOnlyList<string> Names { get; } = [
        "ph_vc", "ph_vlng", "ph_vheight", "ph_vfront", "ph_vrnd", "ph_ctype", "ph_cplace", "ph_cvox"
    ];

    /// <summary>The traits of a phone by its name in small letters.</summary>
    /// <exception cref="ArgumentException">There is no such phone.</exception>
    public static PhoneFeatures Of(string name) =>
        Table.TryGetValue(name, out var traits) ? traits : throw new ArgumentException($"There is no phone '{name}'.", nameof(name));
}
