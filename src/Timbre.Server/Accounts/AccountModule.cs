using System.Globalization;
using System.Threading.RateLimiting;
using Timbre.Server.Configuration;
using Timbre.Server.Http;

namespace Timbre.Server.Accounts;

/// <summary>Keys at the door: who calls, and not too often.</summary>
internal static class AccountModule
{
    private static readonly string[] Guarded = ["/api", "/v1", "/v2", "/synthesize", "/stream"];

    /// <summary>Whether a path opens only with an account's key.</summary>
    public static bool IsGuarded(PathString path) => Guarded.Any(start => path.StartsWithSegments(start));

    public static void AddAccounts(this IServiceCollection to, SettingsReader settings) => to
        .AddSingleton(settings.Limits<AccountLimits>())
        .AddSingleton(DefaultAccountOptions.Read(settings))
        .AddSingleton<AccountTable>()
        .AddSingleton<KeyTable>()
        .AddSingleton<Authentication>()
        .AddSingleton<DefaultAccount>();

    public static void UseApiKeys(this WebApplication app)
    {
        var authentication = app.Services.GetRequiredService<Authentication>();
        var perSecond = app.Services.GetRequiredService<AccountLimits>().RequestsPerSecond;
        var limiter = PartitionedRateLimiter.Create<string, string>(key => perSecond == 0
            ? RateLimitPartition.GetNoLimiter(key)
            : RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = perSecond,
                TokensPerPeriod = Math.Max(1, perSecond / 10),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(Math.Max(100, 1000 / perSecond)),
                QueueLimit = 0,
            }));
        app.Lifetime.ApplicationStopped.Register(limiter.Dispose);

        app.Use(async (context, next) =>
        {
            if (!IsGuarded(context.Request.Path) || context.GetEndpoint()?.Metadata.GetMetadata<AllowSignedLinks>() is not null)
            {
                await next(context);
                return;
            }

            if (await authentication.Authenticate(context) is not { } key)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await (context.GetEndpoint()?.Metadata.GetMetadata<UnauthorizedHandler>()?.Handle(context, Authentication.Unauthorized)
                    ?? Authentication.Unauthorized.ToResult().ExecuteAsync(context));
                return;
            }

            using var lease = await limiter.AcquireAsync(key, 1, context.RequestAborted);
            if (!lease.IsAcquired)
            {
                var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
                    ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds))
                    : 1;
                context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
                await new Refusal(
                    429, "rate_limited", $"More than {perSecond} requests in a second with one key: try again in {wait} s.").ToResult()
                    .ExecuteAsync(context);
                return;
            }

            await next(context);
        });
    }
}

/// <summary>Marks an endpoint under a guarded path that a signed link opens without a key.</summary>
internal sealed class AllowSignedLinks
{
    public static AllowSignedLinks Instance { get; } = new();
}

/// <summary>How an endpoint tells a stranger, where an answer of HTTP would not reach whoever wrote the client.</summary>
internal sealed record UnauthorizedHandler(Func<HttpContext, Refusal, Task> Handle);
