namespace Timbre.Server.Voices;

/// <summary>What became of a speaker's consent, as the rows and the API name it.</summary>
internal static class ConsentStatus
{
    /// <summary>Stored; it is checked when the voice is built.</summary>
    public const string Unverified = "unverified";

    /// <summary>The right person said the right words, as far as the last build asked.</summary>
    public const string Accepted = "accepted";

    /// <summary>Refused, when it was given or when it was checked.</summary>
    public const string Rejected = "rejected";

    /// <summary>Withdrawn: nothing is built and nothing is spoken until there is another one.</summary>
    public const string Revoked = "revoked";
    public const string Missing = "missing";
}
