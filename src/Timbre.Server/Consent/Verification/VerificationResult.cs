using Timbre.Audio.Fingerprints;
using Timbre.Models.Consent.Records;
using Timbre.Models.SpeakerEncoder;

namespace Timbre.Server.Consent.Verification;

/// <summary>What the checks of one consent have found so far.</summary>
internal sealed class VerificationResult
{
    /// <summary>Of <see cref="ConsentEvent"/>.</summary>
    public string Verdict { get; private set; } = ConsentEvent.Accepted;

    /// <summary>Why it is refused, as a code; <c>accepted</c> while nothing speaks against it.</summary>
    public string Reason { get; private set; } = ConsentEvent.Accepted;

    /// <summary>Why it is refused, and what to do, in words.</summary>
    public string? Issue { get; private set; }

    public bool IsRefused => Verdict == ConsentEvent.Refused;

    /// <summary>What was said, where that was to be known.</summary>
    public string? Statement { get; set; }

    /// <summary>What was measured, what it was held against, and who measured.</summary>
    public SortedDictionary<string, string> Scores { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Thresholds { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, string> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>What the consent is known by.</summary>
    public AudioFingerprint? Fingerprint { get; set; }

    /// <summary>Whose voice it is.</summary>
    public SpeakerEmbedding? Speaker { get; set; }

    /// <summary>Nothing was checked: the operator trusts the account.</summary>
    public static VerificationResult Trusted() =>
        new() { Verdict = ConsentEvent.AuthorizedUploader, Reason = ConsentEvent.AuthorizedUploader };

    /// <summary>The first refusal counts.</summary>
    public void Refuse(string reason, string issue)
    {
        if (!IsRefused)
            (Verdict, Reason,
                Issue) = (ConsentEvent.Refused, reason, $"The consent was not accepted: {char.ToLowerInvariant(issue[0])}{issue[1..]}");
    }

    /// <summary>A figure and what it was held against.</summary>
    public void Measured(string name, double score, double? threshold = null)
    {
        Scores[name] = ConsentEvent.Figure(score);
        if (threshold is { } bound)
            Thresholds[name] = ConsentEvent.Figure(bound);
    }
}
