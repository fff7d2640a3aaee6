namespace Timbre.Server.Terms;

/// <summary>What the rows of an account's own words have in common.</summary>
public abstract record Term
{
    /// <summary>Given, as the next three are, when the row is added.</summary>
    public string Id { get; init; } = "";
    public string AccountId { get; init; } = "";
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The same: a term is not changed, the newest counts.</summary>
    public DateTimeOffset UpdatedAt { get; init; }
}
