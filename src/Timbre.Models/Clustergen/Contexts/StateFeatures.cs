using Timbre.Audio;
using Timbre.Models.Utterances;

namespace Timbre.Models.Clustergen.Contexts;

/// <summary>
/// Finds the meaning of the features that trees ask for: of a frame, of its state, and from there of phone, syllable and word.
/// </summary>
/// <remarks>
/// The names are paths through festival's relations between items. What is not there (a phone before the first) is 0, as in
/// festival. Taylor, Black, Caley, "Heterogeneous relation graphs as a formalism for representing linguistic information",
/// Speech Communication 33, 2001.
/// </remarks>
internal static class StateFeatures
{
    private const string OfState = "R:mcep_link.parent.";
    private const string OfSegment = "R:segstate.parent.";

    private static readonly double Begin = SymbolTable.Of("b");
    private static readonly double Middle = SymbolTable.Of("m");
    private static readonly double End = SymbolTable.Of("e");

    /// <summary>The feature called <paramref name="path"/>.</summary>
    /// <exception cref="InvalidDataException">Nothing is called so.</exception>
    public static ContextFeature Bind(string path)
    {
        var name = path.StartsWith(OfState, StringComparison.Ordinal) ? path[OfState.Length..] : path;
        if (name.StartsWith(OfSegment, StringComparison.Ordinal))
        {
            var segment = SegmentFeatures.Bind(name[OfSegment.Length..]);
            return at => segment(at.Utterance, at.Segment);
        }

        return name switch
        {
            "name" => at => StateName(at, 0),
            "n.name" or "R:HMMstate.n.name" => at => StateName(at, 1),
            "p.name" or "R:HMMstate.p.name" => at => StateName(at, -1),
            "p.R:SylStructure.parent.parent.pbreak" => _ => 0, // a state has no syllable
            "lisp_cg_duration" => at => at.Timing.Duration(at.State),
            "R:segstate.n.lisp_cg_duration" => at => Place(at) == StateTiming.StatesPerPhone - 1 ? 0 : at.Timing.Duration(at.State + 1),
            "R:segstate.p.lisp_cg_duration" => LengthBefore,
            "lisp_cg_state_pos" => StatePart,
            "lisp_cg_state_index" => at => at.Frame - at.Timing.FirstFrame(at.State),
            "lisp_cg_state_rindex" => at => at.Timing.LastFrame(at.State) - at.Frame,
            "lisp_cg_state_place" => at => Part(at.Frame, at.Timing.FirstFrame(at.State), at.Timing.LastFrame(at.State)),
            "lisp_cg_phone_index" => at => at.Frame - at.Timing.SegmentFirstFrame(at.Segment),
            "lisp_cg_phone_rindex" => at => at.Timing.SegmentLastFrame(at.Segment) - at.Frame,
            "lisp_cg_phone_place" => at => Part(at.Frame, at.Timing.SegmentFirstFrame(at.Segment), at.Timing.SegmentLastFrame(at.Segment)),
            "lisp_cg_position_in_phrasep" => PhrasePosition,
            _ => throw new InvalidDataException($"A tree of the base voice asks for '{path}', which this version does not know."),
        };
    }

    private static int Place(ContextPosition at) => at.State % StateTiming.StatesPerPhone;

    private static double StateName(ContextPosition at, int offset) =>
        at.State + offset is >= 0 and var state && state < at.StateNames.Count ? at.StateNames[state] : 0;

    /// <summary>
    /// Of the state before in the same phone. Behind the first of a phone it is the time since the utterance began: so festival measured
    /// when the trees were grown.
    /// </summary>
    private static double LengthBefore(ContextPosition at) => Place(at) switch
    {
        0 => 0,
        1 => at.Timing.End(at.State - 1),
        _ => at.Timing.Duration(at.State - 1),
    };

    private static double StatePart(ContextPosition at) =>
        at.Frame == at.Timing.FirstFrame(at.State) ? Begin : at.Frame == at.Timing.LastFrame(at.State) ? End : Middle;

    private static double Part(int frame, int first, int last) => last == first ? 0 : (double)(frame - first) / (last - first);

    /// <summary>Number of phrases before, and the part of this one; -1 in a pause.</summary>
    private static double PhrasePosition(ContextPosition at)
    {
        var segments = at.Utterance.Segments;
        if (segments[at.Segment].Syllable < 0)
            return -1;
        double start = at.Timing.SegmentStart(1), end = at.Timing.SegmentEnd(segments.Count - 2);
        return at.Utterance.PhraseNumber + (at.Frame * Framing.HopSeconds - start) / (end - start);
    }
}
