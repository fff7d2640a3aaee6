namespace Timbre.Models.Alignment;

/// <summary>One phone and when it sounds, in seconds from the phrase's start.</summary>
/// <param name="Phone">A name of the CMU dictionary in capitals without stress; <c>SIL</c> is a pause.</param>
/// <param name="StartSeconds">When it begins.</param>
/// <param name="EndSeconds">When it ends.</param>
public readonly record struct PhoneTime(string Phone, double StartSeconds, double EndSeconds);
