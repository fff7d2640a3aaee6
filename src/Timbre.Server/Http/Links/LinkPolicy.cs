namespace Timbre.Server.Http.Links;

/// <summary>How long a signed link is valid.</summary>
internal sealed record LinkPolicy
{
    /// <summary>Minutes for which a link to a sound stays valid.</summary>
    public double LinkMinutes { get; init; } = 60;
}
