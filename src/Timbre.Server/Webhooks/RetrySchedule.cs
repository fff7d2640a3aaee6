using System.Net.Http.Headers;

namespace Timbre.Server.Webhooks;

/// <summary>When a callback is tried again: the times that Standard Webhooks recommends, about three days in all, and no more.</summary>
internal static class RetrySchedule
{
    public const int MaxAttempts = 10;

    /// <summary>How far a wait may be off its time, so that receivers that failed together are not tried together.</summary>
    public const double Jitter = 0.1;

    /// <summary>The longest that a receiver's Retry-After is believed.</summary>
    public static readonly TimeSpan MaxRetryAfter = TimeSpan.FromHours(24);

    /// <summary>The wait before attempt 1, 2, ...</summary>
    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
        TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>
    /// wait = waits[failures] · scale · (1 + jitter · (2·random - 1)), but not before the receiver's own Retry-After; null when there were
    /// enough attempts.
    /// </summary>
    /// <param name="failures">Attempts so far, all failed.</param>
    /// <param name="scale">The setting Policies:RetryScale.</param>
    /// <param name="random">0 to 1.</param>
    /// <param name="retryAfter">What the receiver asked for, or null.</param>
    public static TimeSpan? Wait(int failures, double scale, double random, TimeSpan? retryAfter)
    {
        if (failures >= MaxAttempts)
            return null;

        var wait = Waits[failures] * scale * (1 + Jitter * (2 * random - 1));
        return retryAfter > wait ? retryAfter : wait;
    }

    /// <summary>Retry-After in either spelling, 0 to <see cref="MaxRetryAfter"/>; null when there is none that can be read.</summary>
    public static TimeSpan? Read(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        if ((header?.Delta ?? header?.Date - now) is not { } asked)
            return null;

        return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > MaxRetryAfter ? MaxRetryAfter : asked;
    }
}
