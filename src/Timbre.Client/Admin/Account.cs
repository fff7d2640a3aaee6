namespace Timbre.Client;

/// <summary>An account, the owner of voices and keys.</summary>
/// <param name="Plan"><c>pro</c> may create voices.</param>
/// <param name="AuthorizedUploader">Builds without a recorded consent.</param>
/// <param name="Company">The name that the consent statement has to say.</param>
public sealed record Account(string Id, string Name, string Plan, bool AuthorizedUploader, string? Company, DateTimeOffset CreatedAt);

/// <summary>An account to create; what is null takes the server's default.</summary>
public sealed record NewAccount(string Name)
{
    public string? Plan { get; init; }

    public bool? AuthorizedUploader { get; init; }

    public string? Company { get; init; }
}

/// <summary>Changes; null leaves a property as it is.</summary>
public sealed record AccountChange
{
    public string? Name { get; init; }

    public string? Plan { get; init; }

    public bool? AuthorizedUploader { get; init; }

    public string? Company { get; init; }
}

/// <summary>The secret with which an account's webhooks are signed.</summary>
/// <param name="Secret"><c>whsec_</c> and base 64.</param>
/// <param name="PreviousValidUntil">Until then every webhook carries a signature by the secret before it too; null when there is
/// none.</param>
public sealed record WebhookSecret(string Secret, DateTimeOffset? PreviousValidUntil);
