using System.Security.Cryptography;

namespace Timbre.Server.Accounts;

/// <summary>Whoever owns voices. A handler that takes one runs only for a caller with a valid key of it.</summary>
public sealed record Account
{
    public const string DefaultName = "default";

    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary><c>pro</c> may create voices.</summary>
    public required string Plan { get; init; }
    public required bool AuthorizedUploader { get; init; }
    public string? Company { get; init; }
    public required string WebhookSecret { get; init; }
    public string? PreviousWebhookSecret { get; init; }
    public DateTimeOffset? PreviousSecretUntil { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public bool MayCreateVoices => Plan == "pro";

    public static Account New(string name, string plan, bool authorizedUploader, string? company, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7().ToString("N"),
        Name = name,
        Plan = plan,
        AuthorizedUploader = authorizedUploader,
        Company = company,
        WebhookSecret = NewSecret(),
        CreatedAt = now,
    };

    /// <summary>A webhook secret as Standard Webhooks writes it: <c>whsec_</c> and 32 random bytes in base 64.</summary>
    public static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    public static ValueTask<Account?> BindAsync(HttpContext context) => ValueTask.FromResult<Account?>(Authentication.AccountOf(context));
}
