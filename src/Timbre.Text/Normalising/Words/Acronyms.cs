namespace Timbre.Text.Normalising.Words;

/// <summary>Words in capitals that are known: which are said as words, which letter by letter, which are no acronyms at all.</summary>
internal static class Acronyms
{
    /// <summary>Said otherwise than a reader of letters would guess.</summary>
    private static readonly Dictionary<string, string> SpokenForms = new()
    {
        ["JPEG"] = "j peg",
        ["JPG"] = "j peg",
        ["MPEG"] = "m peg",
        ["SQL"] = "sequel",
        ["JSON"] = "jason",
        ["YAML"] = "yamel",
        ["OK"] = "okay",
        ["GUI"] = "gooey",
        ["SCSI"] = "scuzzy",
        ["WYSIWYG"] = "wizzy wig",
        ["NCAA"] = "n c double ay",
        ["AAA"] = "triple ay",
        ["IEEE"] = "i triple e",
        ["NAACP"] = "n double ay c p",
        ["CDROM"] = "c d rom",
        ["CAPTCHA"] = "captcha",
        ["PHD"] = "p h d",
        ["VRAM"] = "v ram",
        ["WWI"] = "world war one",
        ["WWII"] = "world war two",
        ["NE"] = "northeast",
        ["NW"] = "northwest",
        ["SE"] = "southeast",
        ["SW"] = "southwest",
    };

    /// <summary>Acronyms of two or three letters, or unusual ones, that are said as words.</summary>
    private static readonly HashSet<string> PronouncedAsWords = Split(
        "NASA NATO UNESCO UNICEF OPEC AIDS FEMA NAFTA ASEAN SWAT SARS COVID IKEA LASER RADAR SONAR SCUBA RAM ROM PIN SIM GIF BIOS WIFI LAN "
            + "WAN RAID CAD NASCAR OSHA "
        + "MIDI SIDS DOS FIFA UEFA EFTA ISIS SPAM ZIP YOLO FOMO ERASMUS INTERPOL BASIC FORTRAN COBOL NIMBY HIPAA MERS POTUS SCOTUS FLOTUS "
            + "CERN NOAA NORAD DARPA "
        + "SOFTBANK LEGO VISA NIKE BAFTA EBITDA SIGINT TOEFL GMAT LSAT OPEL VIN MAC GAAP PAC PETA LEGOLAND NAND NOR XOR REST SOAP AJAX "
            + "CRUD");

    /// <summary>Acronyms that look like words and are spelt.</summary>
    private static readonly HashSet<string> SpelledOut = Split(
        "FBI CIA USA UK US EU UN AI AM PM IT ID IP TV PC CEO CFO COO CTO API UI UX FAQ ASAP DIY ETA EPA IRA IRS IOU IPO IQ ISO LAPD MIT "
            + "NBA NFL NHL MLB NYU OECD POW RIP UFO "
        + "UV VIP VAT YMCA ACLU AOL ATM BBC CNN HBO ABC NBC CBS MTV ESPN DNA RNA HIV ADHD GDP GPS GPU CPU USB URL HTML HTTP HTTPS CSS PDF "
            + "PHP DVD CD DJ MC BA MA BSC MSC MBA GPA SAT "
        + "AA EE OS SDK IDE ROI KPI EPS ETF LLC LLP PR HR QA RSVP AKA BYOB ICU ER EKG ECG MRI CT IV OB UTI EMT ESA DOJ DOD DOT DMV DA DUI "
            + "EST PST CST MST GMT UTC EDT PDT BC AD CE BCE "
        + "LA NY DC SUV RV ISP OLED LCD LED IM SMS MMS BMW SEO SSD HDD NYPD UPS TSA NSA NRA AFL CIO UAE USSR USC UCLA USD EUR IPA EDM RPG "
            + "FPS AAU IOC EMI IMF IRL OMG LOL BRB TTYL IDK IMO TBA "
        + "TBD FYI BTW NSFW AFK OEM OTC PTA PTO IPCC IAEA ISBN AWS UEL OPD EIA IDF ILO IPS IEC APA AMA AARP");

    /// <summary>Words that are written in capitals to be loud.</summary>
    private static readonly HashSet<string> OrdinaryWords = Split(
        "THE AND FOR YOU NOT ALL ARE CAN HER WAS ONE OUR OUT DAY GET HAS HIM HIS HOW MAN NEW NOW OLD SEE TWO WAY BOY DID ITS LET PUT SAY "
            + "SHE TOO USE NO GO DO MY WE HE UP TO SO BE IF OF BY ON IN "
        + "AT AN AS IS OR ME BUT HAD WHY YES YET END BIG BAD OFF OWN TOP TRY RUN RED HOT FUN WIN BUY ANY FEW FAR GOT LOT NOR PER SET SIX "
            + "TEN VIA WAR YOUR OH HI BYE HEY WOW WOO MOM DAD CAT DOG CAR "
        + "THEY THEM WITH THIS THAT FROM HAVE WHAT WHEN WILL ONLY VERY MUST NEVER ALWAYS STOP HELP PLEASE FREE SALE OPEN CLOSED WARNING "
            + "NOTE DANGER CAUTION IMPORTANT URGENT ATTENTION FIRE EXIT LOVE "
        + "HATE REALLY SERIOUSLY EVERY EVERYONE NOTHING BEST WORST MORE LESS GREAT GOOD HAPPY SORRY THANKS THANK WELCOME HELLO THERE HERE "
            + "JUST LIKE EVEN BEFORE AFTER NEXT LAST FIRST BACK LEFT RIGHT "
        + "READ BREAKING NEWS ALERT UPDATE FINAL CHAPTER PART ACT SCENE BOOK MAX SIZE");

    /// <summary>How a word in capitals is said.</summary>
    /// <param name="letters">Two or more capitals.</param>
    /// <param name="isAllCaps">Whether everything around it is in capitals too.</param>
    public static string Read(string letters, bool isAllCaps) =>
        SpokenForms.TryGetValue(letters, out var spoken) ? spoken
        : PronouncedAsWords.Contains(letters) ? letters.ToLowerInvariant()
        : OrdinaryWords.Contains(letters) ? letters.ToLowerInvariant()
        : SpelledOut.Contains(letters)
            && !(isAllCaps && letters is "US" or "IT" or "AM" or "IM" or "WHO" or "ID") ? LetterNames.Spell(letters)
        : letters.Length >= (isAllCaps ? 2 : 4) && Phonotactics.IsPronounceable(letters) ? letters.ToLowerInvariant()
        : LetterNames.Spell(letters);

    /// <summary>How a known acronym is said when it is written small, as in a file's name; null for others.</summary>
    public static string? ReadLowercase(string letters) =>
        letters.ToUpperInvariant() is var capitals && SpokenForms.TryGetValue(capitals, out var spoken)
            ? spoken
            : SpelledOut.Contains(capitals) && letters.Length > 2 ? LetterNames.Spell(capitals) : null;

    private static HashSet<string> Split(string words) => [.. words.Split(' ')];
}
