using System.Collections.Frozen;
using System.Globalization;
using Timbre.Text.Lexicons.Dictionaries;
using Timbre.Text.Phonemes;

namespace Timbre.Text.Lexicons.Tagging;

/// <summary>The homographs that the dictionary has not got, or of which more has to be known than the part of speech.</summary>
internal static class HomographTable
{
    /// <summary>
    /// A word; its readings: part of speech (noun, verb, adjective, past), how much more usual it is, phones; and the words that
    /// speak for the reading above them: before it (&lt;), behind it (&gt;) or anywhere in the phrase (*).
    /// </summary>
    private const string Text = """
        read: v 0 R IY1 D; p 0.5 R EH1 D
        live: v 1 L IH1 V; j 0 L AY1 V
            > music concert concerts show shows broadcast broadcasts band bands audience audiences performance performances stream streams streaming coverage tv television recording recordings update updates video chat wire ammunition animals births events feed cattle album action stage sport sports from on
            < broadcast broadcasts streamed streaming aired airing going goes went perform performed performing play played playing sing singing recorded recording reporting watch watched shown stream go show shows shown on airs
        lives: v 0 L IH1 V Z
            > in alone with near at here there next on under
          n 0.5 L AY1 V Z
            < our their your many human several save saved saving lost cost nine risked ruined private
        lead: v 0 L IY1 D
          n 0 L IY1 D
          n -2 L EH1 D
            > pipe pipes paint paints poisoning bullet bullets shot acid mine mines ore exposure contamination weight weights sheet sheets battery batteries free levels
            < molten red white contains contain containing contained tetraethyl removed
            * copper zinc tin mercury iron arsenic toxic pipes pipe paint metal metals poison gold bullets silver
        leads: v 0 L IY1 D Z; n 0 L IY1 D Z
        close: v 0 K L OW1 Z
          j 0.5 K L OW1 S
            > to by friend friends up range relationship relatives call together
            < too very so that stay stays stayed come came get getting sit sitting stand stood
          n 0 K L OW1 Z
            > of
        used: p 1 Y UW1 Z D
          j 0 Y UW1 S T
            > to
        wind: n 0.5 W IH1 N D
          v -0.5 W AY1 N D
            > up down around through round
        wound: n 0.5 W UW1 N D; v 0 W UW1 N D
          p 0 W AW1 N D
            > up down around through back its round the
        tear: v 0 T EH1 R
            * paper page apart
          n 0 T IH1 R
            > gas drop drops duct ducts jerker rolled ran fell
            < single
            * cheek cheeks eye eyes cry cried crying shed wept face
          n 0 T EH1 R
            > in
            < and
            * jacket fabric shirt jeans muscle ligament repair
        tears: v 0 T EH1 R Z; n 2 T IH1 R Z
        bow: n 0 B OW1
            > tie ties and string
            * arrow arrows ribbon violin cello hair archer hunted string
          n -0.5 B AW1
            < a take took deep low final
            * actor actors audience ship boat stern waiter king queen
          v 0.5 B AW1
        bows: n 0 B OW1 Z; v 0 B AW1 Z
        bass: n 1 B EY1 S
          n 0 B AE1 S
            < sea striped largemouth smallmouth grilled
            > fishing
            * fish fishing lake river caught catch trout pond boat fillet bait
        row: n 0 R OW1; v 0 R OW1
        sow: v 0.5 S OW1
          n 0 S AW1
            * piglets pig pigs boar farm litter
        minute: n 1 M IH1 N AH0 T
          j 0 M AY0 N UW1 T
            > detail details amount amounts particles traces quantities differences changes examination variations
            < very so extremely
        content: n 0.5 K AA1 N T EH0 N T
          j 0 K AH0 N T EH1 N T
            > with
            < seemed seem seems feel felt quite perfectly
          v -1 K AH0 N T EH1 N T
            > myself himself herself themselves yourself ourselves
        refuse: v 1 R AH0 F Y UW1 Z
          n -0.5 R EH1 F Y UW2 S
            > collection bin bins disposal dump heap site collector truck
            < collects collect collected household
            * garbage rubbish waste
        dove: n 0.5 D AH1 V
          p 0 D OW1 V
            > into in off headfirst under for down
            < he she they i we
        resume: v 0.5 R IH0 Z UW1 M
          n 0 R EH1 Z AH0 M EY2
        address: n 0.5 AE1 D R EH2 S; v 0 AH0 D R EH1 S
        addresses: n 0.5 AE1 D R EH2 S IH0 Z; v 0 AH0 D R EH1 S IH0 Z
        invalid: j 1 IH0 N V AE1 L AH0 D; n -1 IH1 N V AH0 L AH0 D
        perfect: j 1 P ER1 F IH0 K T; v 0 P ER0 F EH1 K T
        frequent: j 2 F R IY1 K W AH0 N T; v -1 F R IY0 K W EH1 N T
        does: v 1 D AH1 Z
        putting: v 0 P UH1 T IH0 NG
        reading: n 0 R IY1 D IH0 NG
        collect: v 0 K AH0 L EH1 K T
        proceed: v 0 P R AH0 S IY1 D
        protest: n 0 P R OW1 T EH2 S T; v 0 P R AH0 T EH1 S T
        protests: n 0 P R OW1 T EH2 S T S; v 0 P R AH0 T EH1 S T S
        addict: n 0 AE1 D IH0 K T; v -1 AH0 D IH1 K T
        conduct: n 0 K AA1 N D AH0 K T; v 0.5 K AH0 N D AH1 K T
        defect: n 0.5 D IY1 F EH0 K T; v 0 D IH0 F EH1 K T
        invite: v 2 IH0 N V AY1 T; n -1 IH1 N V AY2 T
        house: n 1 HH AW1 S; v -0.5 HH AW1 Z
        mouth: n 2 M AW1 TH; v -1 M AW1 DH
        concert: n 3 K AA1 N S ER0 T
        certificate: n 3 S ER0 T IH1 F IH0 K AH0 T
        accent: n 1 AE1 K S EH2 N T; v 0 AE1 K S EH2 N T
        contrary: j 1 K AA1 N T R EH2 R IY0
        initiate: v 1 IH0 N IH1 SH IY0 EY2 T; n -1 IH0 N IH1 SH IY0 AH0 T
        elaborate: j 0.5 IH0 L AE1 B R AH0 T; v 0 IH0 L AE1 B ER0 EY2 T
        delegate: n 0.5 D EH1 L AH0 G AH0 T; v 0 D EH1 L AH0 G EY2 T
        intimate: j 1 IH1 N T AH0 M AH0 T; v -1 IH1 N T AH0 M EY2 T
        moderate: j 0.5 M AA1 D ER0 AH0 T; v 0 M AA1 D ER0 EY2 T
        subordinate: n 0.5 S AH0 B AO1 R D AH0 N AH0 T; v -0.5 S AH0 B AO1 R D AH0 N EY2 T
        aggregate: n 0.5 AE1 G R AH0 G AH0 T; v 0 AE1 G R AH0 G EY2 T
        attribute: n 0 AE1 T R AH0 B Y UW2 T; v 0 AH0 T R IH1 B Y UW0 T
        refund: n 0.5 R IY1 F AH2 N D; v 0 R IH0 F AH1 N D
        refunds: n 0.5 R IY1 F AH2 N D Z; v 0 R IH0 F AH1 N D Z
        upgrade: n 0 AH1 P G R EY2 D; v 0 AH0 P G R EY1 D
        update: n 0 AH1 P D EY2 T; v 0 AH0 P D EY1 T
        august: n 3 AO1 G AH0 S T
        learned: p 2 L ER1 N D; j -1 L ER1 N IH0 D
        supposed: p 1 S AH0 P OW1 Z D
        moped: n 0.5 M OW1 P EH2 D; p 0 M OW1 P T
        lineage: n 1 L IH1 N IY0 IH0 JH
        buffet: n 1 B AH0 F EY1; v -1 B AH1 F AH0 T
        """;

    /// <summary>By their spelling.</summary>
    public static FrozenDictionary<string, Homograph> ByWord { get; } = Parse(Text);

    private static FrozenDictionary<string, Homograph> Parse(string text)
    {
        var words = new Dictionary<string, Homograph>();
        var (readings, cues) = (new List<Homograph.Reading>(), new List<Homograph.Cue>());
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] is '<' or '>' or '*')
            {
                var position = line[0] switch { '<' =>
                    Homograph.CuePosition.Before, '>' => Homograph.CuePosition.After, _ => Homograph.CuePosition.Anywhere };
                cues.Add(new Homograph.Cue(readings.Count - 1, position, line[2..].Split(' ').ToFrozenSet()));
                continue;
            }

            var rest = line;
            if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                (readings, cues) = ([], []);
                words.Add(line[..colon], new Homograph(readings, cues));
                rest = line[(colon + 1)..];
            }

            foreach (var reading in rest.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var fields = reading.Split(' ', 3);
                var part = fields[0] switch { "n" =>
                    PartOfSpeech.Noun, "v" => PartOfSpeech.Verb, "j" => PartOfSpeech.Adjective, _ => PartOfSpeech.Past };
                readings.Add(new Homograph.Reading(
                    part, PhoneSymbols.Parse(fields[2]), double.Parse(fields[1], CultureInfo.InvariantCulture)));
            }
        }

        return words.ToFrozenDictionary();
    }
}
