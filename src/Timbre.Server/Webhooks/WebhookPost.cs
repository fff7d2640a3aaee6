using System.Net.Http.Headers;
using System.Text;
using Timbre.Server.Accounts;
using Timbre.Server.Network;

namespace Timbre.Server.Webhooks;

/// <summary>One POST of one callback, signed, to an address that was checked, without following redirects.</summary>
internal sealed class WebhookPost(NetworkPolicy network, TimeProvider time) : IDisposable
{
    private const int MaxResponseBytes = 4096;
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);
    private static readonly ProductInfoHeaderValue Product = new("Timbre", "1");

    private readonly GuardedHttp _http = new(
        network,
        new OutboundLimits(Connect: TimeSpan.FromSeconds(5), Headers: TimeSpan.FromSeconds(10), MaxRedirects: 0));

    /// <summary>What came of it.</summary>
    /// <param name="Status">The receiver's answer, or null when there was none.</param>
    /// <param name="Error">Why it was no delivery, in words for the log of attempts.</param>
    /// <param name="RetryAfter">For how long the receiver wants to be left alone.</param>
    public sealed record Outcome(int? Status, string? Error, TimeSpan? RetryAfter)
    {
        public bool Delivered => Error is null;

        /// <summary>410: the receiver does not want this one, now or later.</summary>
        public bool Gone => Status == 410;
    }

    public async Task<Outcome> Send(Callback callback, Account account, CancellationToken ct)
    {
        var body = Encoding.UTF8.GetBytes(callback.Body);
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, callback.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(Product);
        request.Headers.Add("webhook-id", callback.Id);
        request.Headers.Add("webhook-timestamp", WebhookSigner.Timestamp(now));
        request.Headers.Add("webhook-signature", WebhookSigner.Sign(account, callback.Id, now, body));
        try
        {
            using var response = await _http.Send(request, ct);
            await Skip(response, ct);
            return Read(response, time.GetUtcNow());
        }
        catch (OutboundException problem)
        {
            return new Outcome(null, problem.Message, null);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Outcome Read(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        var error = status switch
        {
            >= 200 and < 300 => null,
            410 => "The receiver answered 410: it wants this callback no more.",
            >= 300 and < 400 => $"The receiver answered {status}; redirects of callbacks are not followed.",
            _ => $"The receiver answered {status}.",
        };
        return new Outcome(status, error, error is null ? null : RetrySchedule.Read(response.Headers.RetryAfter, now));
    }

    /// <summary>
    /// Takes a short answer off the line, so that the receiver does not see its connection break; a long one is not waited for.
    /// </summary>
    private static async Task Skip(HttpResponseMessage response, CancellationToken ct)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        timeout.CancelAfter(ResponseTimeout);
        try
        {
            await using var answer = await response.Content.ReadAsStreamAsync(timeout.Token);
            await answer.ReadAtLeastAsync(new byte[MaxResponseBytes], MaxResponseBytes, throwOnEndOfStream: false, timeout.Token);
        }
        catch (Exception problem) when (problem is IOException or HttpRequestException
            || (problem is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // the status has come, and it is all that counts
        }
    }
}
